//! What texts are told to be, and that nothing of them is lost.

use super::Highlighter;

/// The runs of a text, each in brackets behind its class.
fn shown(language: Option<&str>, text: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for run in &*Highlighter::default().runs(language, text) {
        let (start, end) = (run.start as usize, run.end as usize);
        out.push_str(&text[from..start]);
        out.extend(["⟨", run.class.name(), ":", &text[start..end], "⟩"]);
        from = end;
    }
    out + &text[from..]
}

#[test]
fn sessions_without_a_name_are_known_by_their_prompts() {
    for (text, expected) in [
        (
            "$ df -h /var\n/dev/sdb1 20G 20G 0 100% /var\n",
            "⟨pr:$⟩ df ⟨p:-h⟩ /var\n⟨o:/dev/sdb1 20G 20G 0 100% /var⟩\n",
        ),
        (
            "deploy@web-1:~$ sudo -i\n# id\nuid=0(root)\n",
            "⟨pr:deploy@web-1:~$⟩ ⟨f:sudo⟩ ⟨p:-i⟩\n⟨pr:#⟩ id\n⟨o:uid=0(root)⟩\n",
        ),
        ("[root@web-1 ~]# uptime\n", "⟨pr:[root@web-1 ~]#⟩ uptime\n"),
        ("(venv) $ ./run\n", "⟨pr:(venv) $⟩ ./run\n"),
        ("PS C:\\Users> dir\n", "⟨pr:PS C:\\Users>⟩ dir\n"),
        (
            "orders=# select 1;\n ?column?\n",
            "⟨pr:orders=#⟩ select 1;\n ⟨o:?column?⟩\n",
        ),
        (
            "mysql> show processlist;\nEmpty set\n",
            "⟨pr:mysql>⟩ show processlist;\n⟨o:Empty set⟩\n",
        ),
        (
            "redis-1:6379> GET a\n(nil)\n",
            "⟨pr:redis-1:6379>⟩ GET a\n⟨o:(nil)⟩\n",
        ),
        (
            "$ cat a \\\n> b\nx\n",
            "⟨pr:$⟩ ⟨f:cat⟩ a \\\n⟨pr:>⟩ b\n⟨o:x⟩\n",
        ),
    ] {
        assert_eq!(shown(None, text).replace(" ⟩", "⟩ "), expected, "{text}");
    }
}
