# pmsite as an image: `docker run --rm -v "$PWD:/work" --user "$(id -u):$(id -g)" pmsite build`

FROM rust:1-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo install --locked --path . --root /out

FROM debian:bookworm-slim
# `git-dates` asks git; nothing else is needed.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --no-create-home --uid 10001 pmsite
COPY --from=build /out/bin/pmsite /usr/local/bin/pmsite
USER pmsite
WORKDIR /work
ENTRYPOINT ["pmsite"]
CMD ["--help"]
