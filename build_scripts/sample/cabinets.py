"""Sample photos of what hangs or stands at a wall: extinguishers, a locked switch, supplies."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from build_scripts.sample.lettering import label, scrawl, write
from build_scripts.sample.room import room
from build_scripts.sample.scene import Scene
from build_scripts.sample.space import shade


def extinguisher() -> Scene:
    """Two extinguishers in their place, the card of checks above."""
    scene = room(44, wall="#cfd0c8", z=3.4, focal=1500, horizon=300)
    at = scene.camera.at
    image, pen = label(520, 300, "#c3231f")
    write(pen, (0, 20, 520, 130), "灭火器", 110, "#fff7ee", bold=True)
    write(pen, (0, 165, 520, 100), "FIRE EXTINGUISHER", 44, "#fff7ee", bold=True)
    pen.end()
    scene.board((-0.55, 0.25), (1.62, 2.06), 3.38, image)
    card, pen = label(360, 500, "#f5f4ee")
    write(pen, (0, 14, 360, 60), "检查记录卡", 42, "#1f3f7d", bold=True)
    pen.setPen(QPen(QColor("#7b8087"), 3))
    for k in range(10):
        pen.drawLine(QPointF(20, 90 + k * 44), QPointF(340, 90 + k * 44))
    for column in (20, 130, 240, 340):
        pen.drawLine(QPointF(column, 90), QPointF(column, 486))
    for k in range(8):
        write(pen, (20, 134 + k * 44 - 44, 110, 44), f"{k + 3} 月", 28, "#2b2f35")
        write(pen, (130, 134 + k * 44 - 44, 110, 44), "正常", 28, "#2b2f35")
        scrawl(pen, scene.rng, 254, 98 + k * 44, 26, signs=2)
    pen.end()
    scene.board((0.5, 0.85), (1.2, 1.7), 3.37, card)
    scene.box((-0.95, 0.62), (0, 0.14), (2.75, 3.2), "#7b2a25")
    for x in (-0.5, 0.16):
        z = 2.9
        metre = scene.camera.size(z)
        foot = at((x, 0.14, z))
        body = QRectF(
            foot.x() - 0.16 * metre, foot.y() - 0.82 * metre, 0.32 * metre, 0.82 * metre
        )
        scene.shadow(
            [
                body.topRight(),
                body.topRight() + QPointF(70, 60),
                body.bottomRight() + QPointF(80, 10),
                body.bottomRight(),
            ],
            22,
            150,
        )
        scene.rounded(body, 0.14 * metre, "#d92b26", "#6d0f0d")
        scene.area(
            [
                (body.left() + 30, body.top() + 60),
                (body.left() + 50, body.top() + 60),
                (body.left() + 50, body.bottom() - 60),
                (body.left() + 30, body.bottom() - 60),
            ],
            QColor(255, 255, 255, 110),
            QColor(255, 255, 255, 20),
        )
        tag, pen = label(240, 300, "#f4f0e4")
        pen.fillRect(QRectF(0, 0, 240, 80), QColor("#1f57a4"))
        write(pen, (0, 0, 240, 80), "ABC 干粉", 46, "#ffffff", bold=True)
        write(pen, (0, 84, 240, 70), "4 kg", 52, "#222222", bold=True)
        for k in range(4):
            pen.fillRect(QRectF(26, 166 + k * 30, 188 - k * 24, 9), QColor("#8b8f94"))
        pen.end()
        scene.picture(
            tag,
            [
                (body.left() + 34, body.top() + 150),
                (body.right() - 34, body.top() + 150),
                (body.right() - 34, body.top() + 340),
                (body.left() + 34, body.top() + 340),
            ],
        )
        top = QPointF(body.center().x(), body.top())
        scene.rounded(QRectF(top.x() - 26, top.y() - 46, 52, 62), 8, "#4a4e51", "#1f2224")
        scene.line([top + QPointF(-10, -52), top + QPointF(118, -84)], "#232629", 22)
        scene.line([top + QPointF(0, -26), top + QPointF(112, -34)], "#2d3134", 18)
        gauge = top + QPointF(-40, -24)
        scene.disc(gauge, 27, 27, "#f6f5ef", "#b9b8b0")
        scene.line([gauge, gauge + QPointF(8, -16)], "#1f8a4c", 5)
        hose = QPainterPath(top + QPointF(26, -20))
        hose.cubicTo(top + QPointF(190, 30), top + QPointF(170, 330), top + QPointF(104, 420))
        scene.painter.setPen(QPen(QColor("#1b1d1f"), 24))
        scene.painter.setBrush(Qt.BrushStyle.NoBrush)
        scene.painter.drawPath(hose)
        scene.painter.setPen(QPen(QColor(90, 95, 99, 150), 6))
        scene.painter.drawPath(hose)
        scene.painter.setPen(Qt.PenStyle.NoPen)
    return scene


def cabinet_lock() -> Scene:
    """The switch of the mixing room, off, locked, tagged."""
    scene = room(48, wall="#b9bab2", z=2.2, focal=1420, horizon=640)
    scene.box((-0.82, 0.82), (0.6, 2.75), (1.75, 2.15), "#b6bbb8", shadow=0)
    scene.blurred(2)
    at = scene.camera.at
    for x in (-0.7, 0.7):
        scene.line([at((x, 2.3, 1.74)), at((x, 0.9, 1.74))], QColor(60, 64, 64, 110), 5)
    image, pen = label(620, 150, "#20242a")
    write(pen, (0, 0, 620, 150), "调漆间 总电源", 84, "#f5f4ee", bold=True)
    pen.end()
    scene.board((-0.38, 0.38), (2.12, 2.3), 1.73, image)
    plate = at((0, 1.86, 1.73))
    scene.rounded(QRectF(plate.x() - 150, plate.y() - 150, 300, 300), 24, "#e2c12a", "#b3920f")
    scene.disc(plate, 118, 118, "#3a3e41", "#17191b")
    scene.area(
        [
            plate + QPointF(-112, -34),
            plate + QPointF(112, -34),
            plate + QPointF(112, 34),
            plate + QPointF(-112, 34),
        ],
        "#d43a30",
        "#8f1a14",
    )
    words, pen = label(200, 60, "#00000000")
    write(pen, (0, 0, 200, 60), "OFF", 46, "#1c1c1c", bold=True)
    pen.end()
    scene.painter.drawImage(QPointF(plate.x() - 100, plate.y() - 210), words)
    lock = plate + QPointF(0, 250)
    scene.shadow(
        [
            lock + QPointF(-80, 0),
            lock + QPointF(140, 20),
            lock + QPointF(140, 220),
            lock + QPointF(-60, 210),
        ],
        24,
        170,
    )
    scene.tube(
        [
            lock + QPointF(-56, 20),
            lock + QPointF(-56, -190),
            lock + QPointF(56, -190),
            lock + QPointF(56, 20),
        ],
        "#c3c8ca",
        26,
    )
    scene.rounded(QRectF(lock.x() - 100, lock.y(), 200, 180), 22, "#d92b26", "#7d110e")
    scene.disc(lock + QPointF(0, 104), 20, 26, "#3a0d0b", "#1c0504")
    tag, pen = label(420, 620, "#f6f3ea")
    pen.fillRect(QRectF(0, 0, 420, 150), QColor("#d92b26"))
    write(pen, (0, 0, 420, 150), "禁止合闸", 84, "#fff6ee", bold=True)
    write(pen, (20, 170, 380, 70), "重大事故隐患 停用", 42, "#c3231f", bold=True)
    for k, line in enumerate(("地点：调漆间", "日期：2026-11-11", "挂牌人：")):
        write(pen, (30, 262 + k * 84, 370, 60), line, 38, "#22262b", left=True)
    scrawl(pen, scene.rng, 190, 430, 62, signs=3)
    write(pen, (20, 530, 380, 60), "未经同意不得取下", 36, "#22262b")
    pen.end()
    left = lock + QPointF(120, 30)
    corners = [
        left + QPointF(20, 0),
        left + QPointF(310, 46),
        left + QPointF(240, 470),
        left + QPointF(-50, 424),
    ]
    scene.shadow([corner + QPointF(22, 26) for corner in corners], 20, 150)
    scene.picture(tag, corners)
    scene.line([lock + QPointF(70, -60), left + QPointF(150, 40)], "#d9d4c4", 7)
    return scene


def supplies() -> Scene:
    """The cabinet of emergency supplies, doors open."""
    scene = room(49, wall="#c8c9c1", z=3.9, focal=1150, horizon=500)
    at = scene.camera.at
    scene.box((-1.25, 1.25), (0.05, 2.25), (3.2, 3.85), "#b83a2f")
    inner = [(-1.18, 2.18, 3.19), (1.18, 2.18, 3.19), (1.18, 0.12, 3.19), (-1.18, 0.12, 3.19)]
    scene.face(inner, "#6b7073", "#4b4f52")
    for y in (0.14, 0.82, 1.5):
        scene.face(
            [
                (-1.18, y, 3.17),
                (1.18, y, 3.17),
                (1.18, y - 0.05, 3.17),
                (-1.18, y - 0.05, 3.17),
            ],
            "#c3c8ca",
            "#8e9497",
        )
    metre = scene.camera.size(3.15)
    for k in range(4):
        foot = at((-0.92 + k * 0.34, 1.5, 3.15))
        scene.disc(
            foot + QPointF(0, -0.13 * metre), 0.14 * metre, 0.13 * metre, "#f0c62c", "#a88410"
        )
        scene.line(
            [
                foot + QPointF(-0.15 * metre, -0.05 * metre),
                foot + QPointF(0.15 * metre, -0.05 * metre),
            ],
            "#c49c17",
            9,
        )
    for k in range(5):
        foot = at((0.42 + k * 0.15, 1.5, 3.15))
        scene.rounded(
            QRectF(foot.x() - 18, foot.y() - 0.3 * metre, 36, 0.3 * metre),
            10,
            "#2e3337",
            "#141618",
        )
        scene.disc(QPointF(foot.x(), foot.y() - 0.3 * metre), 26, 14, "#fffbe6", "#a9a486")
    for k in range(3):
        foot = at((-0.9 + k * 0.42, 0.82, 3.15))
        scene.rounded(
            QRectF(foot.x() - 0.1 * metre, foot.y() - 0.52 * metre, 0.2 * metre, 0.52 * metre),
            30,
            "#e3a41d",
            "#8d610a",
        )
        scene.disc(
            foot + QPointF(0.14 * metre, -0.2 * metre),
            0.1 * metre,
            0.12 * metre,
            "#3a3f42",
            "#131517",
        )
        scene.disc(
            foot + QPointF(0.14 * metre, -0.24 * metre),
            0.06 * metre,
            0.05 * metre,
            "#b7c8d0",
            "#66777f",
        )
    first_aid, pen = label(300, 240, "#f5f5f0")
    pen.fillRect(QRectF(120, 40, 60, 160), QColor("#d92b26"))
    pen.fillRect(QRectF(70, 90, 160, 60), QColor("#d92b26"))
    pen.end()
    scene.box((0.45, 1.0), (0.82, 1.22), (3.0, 3.15), "#eceae2", shadow=0)
    scene.board((0.47, 0.98), (0.84, 1.2), 2.99, first_aid)
    rope = at((-0.72, 0.36, 3.15))
    for k in range(7):
        scene.painter.setBrush(Qt.BrushStyle.NoBrush)
        scene.painter.setPen(QPen(shade("#e06a22", 0.75 + k * 0.07), 15))
        scene.painter.drawEllipse(rope, 140 - k * 13, 96 - k * 8)
    scene.painter.setPen(Qt.PenStyle.NoPen)
    scene.box((-0.15, 0.42), (0.14, 0.5), (3.0, 3.15), "#3f6fb0", shadow=0)
    scene.box((0.5, 1.05), (0.14, 0.44), (3.0, 3.15), "#4d8b5a", shadow=0)
    for x0, x1 in ((-2.15, -1.27), (1.27, 2.15)):
        outer = x0 if x0 < -1.3 else x1
        hinge = -1.25 if outer < 0 else 1.25
        scene.face(
            [
                (hinge, 2.25, 3.2),
                (outer * 0.98, 2.25, 2.6),
                (outer * 0.98, 0.05, 2.6),
                (hinge, 0.05, 3.2),
            ],
            "#cc4a3d",
            "#9c3026",
        )
        scene.face(
            [
                (hinge, 2.25, 3.2),
                (outer * 0.98, 2.25, 2.6),
                (outer * 0.98, 2.1, 2.6),
                (hinge, 2.1, 3.2),
            ],
            QColor(255, 255, 255, 40),
            QColor(255, 255, 255, 0),
        )
    image, pen = label(700, 130, "#b3261f")
    write(pen, (0, 0, 700, 130), "应急物资柜", 92, "#fff3ea", bold=True)
    pen.end()
    scene.board((-0.75, 0.75), (2.33, 2.62), 3.3, image)
    sheet, pen = label(300, 400, "#f6f5ef")
    write(pen, (0, 10, 300, 56), "物资清单", 40, "#22262b", bold=True)
    for k in range(10):
        pen.fillRect(QRectF(24, 86 + k * 30, scene.rng.uniform(120, 250), 8), QColor("#7c828a"))
    pen.end()
    scene.picture(
        sheet,
        [
            at((1.45, 1.85, 3.05)),
            at((1.85, 1.85, 2.79)),
            at((1.85, 1.3, 2.79)),
            at((1.45, 1.3, 3.05)),
        ],
    )
    return scene
