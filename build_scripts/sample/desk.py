"""Sample photo of the sheet of signatures."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPen

from build_scripts.sample.lettering import label, scrawl, write
from build_scripts.sample.scene import Scene
from build_scripts.sample.space import HEIGHT, WIDTH, shade


def signin_sheet() -> Scene:
    """The sheet of signatures on a desk, a pen across it."""
    scene = Scene(43)
    scene.area([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], "#96724e", "#7a5a3b")
    for k in range(260):
        y = scene.rng.uniform(-20, HEIGHT + 20)
        tone = scene.rng.uniform(0.72, 1.2)
        bow = scene.rng.uniform(-14, 14)
        scene.line(
            [(0, y), (500, y + bow), (1100, y - bow * 0.6), (WIDTH, y + bow * 0.3)],
            shade("#86643f", tone, 60),
            scene.rng.uniform(1, 5) + k % 3,
        )
    scene.glow(QPointF(330, 160), 900, "#fff3d8", 90)
    image, pen = label(1000, 1320, "#f6f4ec")
    write(pen, (0, 40, 1000, 80), "有限空间专题培训签到表", 56, "#22262b", bold=True)
    write(
        pen,
        (70, 128, 860, 50),
        "2026年11月5日 14:00　　二楼会议室　　讲课：林晓燕",
        30,
        "#22262b",
        left=True,
    )
    names = (
        "周建华",
        "林晓燕",
        "孙丽华",
        "马建军",
        "刘志强",
        "柯伟",
        "邱志",
        "涂军",
        "黄俊",
        "罗斌",
        "石国强",
    )
    kinds = (
        "审批",
        "审批",
        "监护",
        "监护",
        "监护",
        "监护",
        "作业",
        "作业",
        "救援",
        "救援",
        "救援",
    )
    pen.setPen(QPen(QColor("#6a6f74"), 3))
    for k in range(13):
        y = 200 + k * 86
        pen.drawLine(QPointF(70, y), QPointF(930, y))
    for x in (70, 170, 380, 560, 930):
        pen.drawLine(QPointF(x, 200), QPointF(x, 200 + 12 * 86))
    for k, words in enumerate(("序号", "姓名", "类别", "签名")):
        left, right = ((70, 170), (170, 380), (380, 560), (560, 930))[k]
        write(pen, (left, 200, right - left, 86), words, 34, "#22262b", bold=True)
    for k, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        y = 286 + k * 86
        write(pen, (70, y, 100, 86), str(k + 1), 32, "#22262b")
        write(pen, (170, y, 210, 86), name, 34, "#22262b")
        write(pen, (380, y, 180, 86), kind, 32, "#22262b")
        scrawl(pen, scene.rng, 610 + scene.rng.uniform(0, 60), y + 12, 58, signs=len(name))
    pen.end()
    corners = [(430, 40), (1190, 96), (1240, 1240), (300, 1160)]
    scene.shadow([(440, 70), (1215, 120), (1275, 1275), (320, 1200)], 26, 190)
    scene.picture(image, corners)
    scene.area(
        [(430, 40), (800, 68), (640, 1190), (300, 1160)],
        QColor(255, 255, 255, 26),
        QColor(0, 0, 0, 10),
    )
    scene.shadow([(1180, 880), (1450, 620), (1480, 650), (1215, 915)], 14, 170)
    scene.tube([(1170, 880), (1430, 610)], "#20242c", 34)
    scene.tube([(1140, 912), (1172, 878)], "#b8bcc0", 20)
    scene.line([(1340, 640), (1440, 545)], "#a9aeb2", 9)
    cup = QPointF(190, 240)
    scene.shadow(
        [
            cup + QPointF(-120, 60),
            cup + QPointF(210, 80),
            cup + QPointF(230, 220),
            cup + QPointF(-80, 190),
        ],
        40,
        170,
    )
    scene.disc(cup, 168, 150, "#f1efe8", "#b5b1a6")
    scene.disc(cup, 136, 120, "#6f7f3e", "#4d5a24")
    scene.disc(cup + QPointF(-30, -26), 50, 30, "#93a45a", "#6f7f3e")
    return scene
