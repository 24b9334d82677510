//! What kind of file a path names, for browsers: as hosts of static sites say it.

/// The kind of a file by the end of its name.
pub(super) fn of(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((_, end)) = name.rsplit_once('.') else {
        return UNKNOWN;
    };
    let end = end.to_ascii_lowercase();
    let row = KINDS.iter().find(|(ends, _)| ends.contains(&end.as_str()));
    row.map_or(UNKNOWN, |(_, kind)| kind)
}

/// A page.
pub(super) const HTML: &str = "text/html; charset=utf-8";
/// What is not known is not shown but saved.
const UNKNOWN: &str = "application/octet-stream";

const KINDS: &[(&[&str], &str)] = &[
    (&["html", "htm"], HTML),
    (&["css"], "text/css; charset=utf-8"),
    (&["js", "mjs"], "text/javascript; charset=utf-8"),
    (&["json", "map"], "application/json; charset=utf-8"),
    (&["ndjson", "jsonl"], "application/x-ndjson; charset=utf-8"),
    (&["webmanifest"], "application/manifest+json; charset=utf-8"),
    (&["xml", "rss", "atom"], "application/xml; charset=utf-8"),
    (&["opml"], "text/x-opml; charset=utf-8"),
    (
        &["txt", "log", "text", "conf", "diff", "patch"],
        "text/plain; charset=utf-8",
    ),
    (&["md", "markdown"], "text/markdown; charset=utf-8"),
    (&["csv"], "text/csv; charset=utf-8"),
    (&["tsv"], "text/tab-separated-values; charset=utf-8"),
    (&["ics"], "text/calendar; charset=utf-8"),
    (&["yaml", "yml"], "application/yaml; charset=utf-8"),
    (&["toml"], "application/toml; charset=utf-8"),
    (&["svg"], "image/svg+xml"),
    (&["png"], "image/png"),
    (&["apng"], "image/apng"),
    (&["jpg", "jpeg", "jfif"], "image/jpeg"),
    (&["gif"], "image/gif"),
    (&["webp"], "image/webp"),
    (&["avif"], "image/avif"),
    (&["jxl"], "image/jxl"),
    (&["heic"], "image/heic"),
    (&["heif"], "image/heif"),
    (&["bmp"], "image/bmp"),
    (&["ico"], "image/vnd.microsoft.icon"),
    (&["tif", "tiff"], "image/tiff"),
    (&["mp4", "m4v"], "video/mp4"),
    (&["webm"], "video/webm"),
    (&["ogv"], "video/ogg"),
    (&["mov"], "video/quicktime"),
    (&["mp3"], "audio/mpeg"),
    (&["m4a"], "audio/mp4"),
    (&["ogg", "oga", "opus"], "audio/ogg"),
    (&["wav"], "audio/wav"),
    (&["flac"], "audio/flac"),
    (&["woff2"], "font/woff2"),
    (&["woff"], "font/woff"),
    (&["ttf"], "font/ttf"),
    (&["otf"], "font/otf"),
    (&["pdf"], "application/pdf"),
    (&["zip"], "application/zip"),
    (&["gz", "tgz"], "application/gzip"),
    (&["wasm"], "application/wasm"),
];

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_end_of_the_name_says_the_kind() {
        assert_eq!(of("a/index.html"), "text/html; charset=utf-8");
        assert_eq!(of("2021/Graph.PNG"), "image/png");
        assert_eq!(of(".nojekyll"), "application/octet-stream");
        assert_eq!(of("a.css/CNAME"), "application/octet-stream");
    }
}
