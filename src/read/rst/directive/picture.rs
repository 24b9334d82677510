//! Images and figures.

use super::Call;
use crate::document::{Block, BlockKind, Figure, Inline};
use crate::read::rst::flow::Flow;
use crate::read::rst::inline::{image, plain_address, simple_name};
use crate::read::rst::name::{folded, normal};
use crate::read::rst::{Pending, Reading};
use crate::source::Span;

impl Reading<'_> {
    pub(super) fn image(&mut self, call: &Call<'_>, flow: &mut Flow) {
        match self.picture(call) {
            Some(picture) => {
                flow.push(call.span, BlockKind::Paragraph(vec![picture]));
                // An image holds nothing; what its author wrote there stands below it.
                let blocks = self.inside(call.text, &call.parts.content);
                flow.extend(blocks);
            }
            None => self.without_file(call, flow),
        }
    }

    pub(super) fn figure(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let Some(picture) = self.picture(call) else {
            self.without_file(call, flow);
            return;
        };
        let blocks = vec![Block::new(call.span, BlockKind::Paragraph(vec![picture]))];
        let (mut caption, mut legend) = (Vec::new(), Vec::new());
        for (at, block) in self
            .inside(call.text, &call.parts.content)
            .into_iter()
            .enumerate()
        {
            match block.kind {
                // What comes first is the caption; behind an empty comment there is none, and the legend serves.
                BlockKind::Paragraph(content) if caption.is_empty() && at < 2 => caption = content,
                BlockKind::Comment(words) if words.is_empty() => {}
                kind => legend.push(Block::new(block.span, kind)),
            }
        }
        let figure = Figure {
            blocks,
            caption,
            legend,
        };
        flow.push(call.span, BlockKind::Figure(Box::new(figure)));
    }

    fn picture(&mut self, call: &Call<'_>) -> Option<Inline> {
        let source = call.parts.address(call.text);
        if source.is_empty() {
            return None;
        }
        // As docutils does it, an image without words is called by its file.
        let alt = call
            .parts
            .option("alt")
            .map_or_else(|| source.clone(), folded);
        let picture = image(source, alt, call.span);
        Some(self.linked(picture, call.parts.option("target"), call.span))
    }

    fn without_file(&mut self, call: &Call<'_>, flow: &mut Flow) {
        self.malformed(call, "names no file", "write the path behind `::`", flow);
    }

    /// An image that leads somewhere, by its option `target`.
    pub(in crate::read::rst) fn linked(
        &mut self,
        image: Inline,
        target: Option<&str>,
        span: Span,
    ) -> Inline {
        let Some(target) = target.map(str::trim).filter(|target| !target.is_empty()) else {
            return image;
        };
        let name = target.strip_suffix('_').map(|name| {
            let phrase = name
                .strip_prefix('`')
                .and_then(|name| name.strip_suffix('`'));
            (phrase.unwrap_or(name), phrase.is_some())
        });
        if let Some((name, is_phrase)) = name
            && (is_phrase || simple_name(name) == name.len())
        {
            return self.pending(Pending::Name(normal(name)), span, vec![image]);
        }
        Inline::link(span, plain_address(target), vec![image])
    }
}
