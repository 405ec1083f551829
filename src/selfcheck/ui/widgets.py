"""The shelf that screens take from. One import: `from selfcheck.ui.widgets import Card, primary`.

Words (labels): title step_title card_title row_title body caption -> Label; Label(text, size, ink,
    weight, wrap=); ElidedLabel(text, size, ink, weight, lines=); ProblemLabel(): show_problem(text);
    Tag(text, kind): show_status; paint_tag and tag_size for delegates.
Buttons (buttons): primary(text, icon) plain(…) link(…) -> Button; IconButton(icon, name): show_count.
Choices (choices): SegmentedChoice(choices, name=, style="joined"|"tray"): chosen(str), show_value,
    value; CONFORMITY, YES_NO; ChoiceField(choices, name=): chosen(str), show_value, value.
Fields (fields, date_field): LineField(name=, hint=), TextField(name=, hint=, least=, most=),
    DateField(name=, earliest=, latest=): committed(str) when left, show_value, not_kept after a
    failure; SearchField(hint): searched(str); PassphraseField(name=): changed, entered, take();
    LabelledField(name, field, hint): show_problem.
Surfaces (surfaces): PageHeader(title, subline, actions), ScrollPage().body, Card(title, note, action,
    kind=).body, Footer().row, EmptyState(sentence, link): followed, hairline, spread, icon_label,
    clear_layout.
Verdicts (ribbon): Ribbon(kind, title, line, actions): show_verdict, show_progress, stopped;
    StepLine(steps, current): show_step.
Files (drop_area): FileDropArea(sentence, button, hint=): chosen(list of Path); files_in(mime).
Figures (hex_label, grades): HexLabel(name): show_hex; Swatch(grade), paint_grade.
"""

from selfcheck.ui.buttons import Button, IconButton, link, plain, primary
from selfcheck.ui.choices import CONFORMITY, YES_NO, Choice, ChoiceField, SegmentedChoice
from selfcheck.ui.date_field import DateField, read_date
from selfcheck.ui.drop_area import FileDropArea, files_in
from selfcheck.ui.fields import (
    LabelledField,
    LineField,
    SearchField,
    TextField,
    is_typing,
    mark_wrong,
)
from selfcheck.ui.focus import commit_focused
from selfcheck.ui.grades import GRADES, Swatch, paint_grade
from selfcheck.ui.hex_label import HexLabel
from selfcheck.ui.labels import (
    ElidedLabel,
    Label,
    ProblemLabel,
    Tag,
    TagKind,
    announce,
    body,
    caption,
    card_title,
    icon_label,
    paint_tag,
    row_title,
    step_title,
    tag_size,
    title,
)
from selfcheck.ui.passphrase import PassphraseField
from selfcheck.ui.ribbon import SUBMISSION_STEPS, Ribbon, StepLine
from selfcheck.ui.surfaces import (
    Card,
    EmptyState,
    Footer,
    PageHeader,
    ScrollPage,
    clear_layout,
    hairline,
    spread,
)

__all__ = [
    "CONFORMITY",
    "GRADES",
    "SUBMISSION_STEPS",
    "YES_NO",
    "Button",
    "Card",
    "Choice",
    "ChoiceField",
    "DateField",
    "ElidedLabel",
    "EmptyState",
    "FileDropArea",
    "Footer",
    "HexLabel",
    "IconButton",
    "Label",
    "LabelledField",
    "LineField",
    "PageHeader",
    "PassphraseField",
    "ProblemLabel",
    "Ribbon",
    "ScrollPage",
    "SearchField",
    "SegmentedChoice",
    "StepLine",
    "Swatch",
    "Tag",
    "TagKind",
    "TextField",
    "announce",
    "body",
    "caption",
    "card_title",
    "clear_layout",
    "commit_focused",
    "files_in",
    "hairline",
    "icon_label",
    "is_typing",
    "link",
    "mark_wrong",
    "paint_grade",
    "paint_tag",
    "plain",
    "primary",
    "read_date",
    "row_title",
    "spread",
    "step_title",
    "tag_size",
    "title",
]
