import os

# begin
def rotate(path):
    os.rename(path, path + ".1")
# end
