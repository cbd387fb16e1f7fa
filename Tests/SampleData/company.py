"""An invented furniture and timber company: what it sells, who works there, who buys.

No name, address, number or code stands for anyone: people and companies are put together from
syllables, the province does not exist, and tax numbers bear a region that no office gives out.
"""

from decimal import Decimal
from types import SimpleNamespace

SELLER_NAME = "云杉里家居林业有限公司"

# The 31 characters of a unified social credit code (GB 32100-2015).
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

# code, name, specification, unit, price with tax, VAT rate
CATALOGUE = {
    "ordinary": [
        ("F101", "白橡木餐桌", "1400×800×750mm 本色", "张", "2680.00", "0.13"),
        ("F102", "白橡木餐椅", "480×520×830mm 本色", "把", "560.00", "0.13"),
        ("F103", "榉木书柜", "800×350×2000mm 清漆", "组", "3280.00", "0.13"),
        ("F104", "松木床架", "1800×2000mm 开放漆", "张", "2180.00", "0.13"),
        ("F105", "布艺三人沙发", "2200×900×850mm 浅灰", "套", "4980.00", "0.13"),
        ("F106", "橡木鞋柜", "1000×350×1100mm 本色", "件", "1450.00", "0.13"),
        ("F107", "实木办公桌", "1600×800×750mm 胡桃色", "张", "1890.00", "0.13"),
        ("F108", "曲木办公椅", "600×600×980mm 黑色", "把", "640.00", "0.13"),
        ("T201", "樟子松锯材", "4000×200×50mm 一等", "立方米", "2350.00", "0.13"),
        ("T202", "橡木指接板", "2440×1220×18mm AA级", "张", "368.00", "0.13"),
        ("T203", "杉木集成材", "2440×1220×15mm A级", "张", "216.00", "0.13"),
        ("T204", "杉原木", "4m 径级18-22cm", "立方米", "1280.00", "0.09"),
    ],
    "high-value": [
        ("H301", "黑胡桃大板桌", "2800×950×80mm 整板", "张", "28800.00", "0.13"),
        ("H302", "花梨木沙发组", "六件套 榫卯", "套", "46800.00", "0.13"),
        ("H303", "楠木茶台", "1800×800×720mm 雕花", "张", "19600.00", "0.13"),
        ("H304", "酸枝木顶箱柜", "2200×600×2600mm 一对", "对", "68000.00", "0.13"),
    ],
    "custom-made": [
        ("C401", "定制衣柜", "E0级实木多层 平开门", "平方米", "1180.00", "0.13"),
        ("C402", "定制橱柜", "石英石台面 烤漆门板 600×800", "延米", "2360.00", "0.13"),
        ("C403", "定制护墙板", "橡木饰面 12mm", "平方米", "890.00", "0.13"),
        ("C404", "定制木门", "2100×900mm 静音", "樘", "2480.00", "0.13"),
    ],
}

CREATORS = ["舒砚秋", "邬一禾", "荀知白", "晏小满", "卞云岫", "闵青梧"]
SALES_MANAGERS = ["纪松乔", "阮霁川"]
SALES_DIRECTORS = ["翟望舒", "骆南柯"]
GENERAL_MANAGER = "戚远山"
COMMITTEE = "订单管理委员会"
ISSUERS = ["祁晚晴", "苗书禾"]
REVIEWERS = ["车明澈", "管静安"]
LEGAL_REVIEWERS = ["桑怀瑾", "蔺若谷"]
CHECKERS = ["池春山", "厉行简"]
DISPATCHERS = ["臧大川", "屠平野"]

WAREHOUSES = ["霁州一号仓", "霁州二号仓", "青峤木材场"]
CITIES = ["霁州市", "砚溪市", "枫汀市", "澜浦市", "栖峤市"]
DISTRICTS = ["青梧区", "望岫区", "临汀县", "松坞区"]
ROADS = ["听松路", "采薇街", "渡月桥巷", "南柯大道", "鹿鸣路", "白鹭洲路"]

SURNAMES = "舒邬荀晏卞闵纪阮翟骆戚祁苗车管桑蔺池厉臧屠冉乜佘"
GIVEN = [
    "知夏",
    "予安",
    "鹤鸣",
    "栖迟",
    "疏影",
    "怀远",
    "观澜",
    "小寒",
    "听雨",
    "既明",
    "忘言",
    "守拙",
]
BRAND_HEADS = "霁砚枳澜峤鹭菁汀槿苒"
BRAND_TAILS = ["禾川", "屿坞", "岫里", "翎阁", "梧间", "野渡"]
BRANCHES = ["家居", "木业", "装饰工程", "酒店管理", "置业", "教育后勤服务"]

# People and companies whose names need the four-byte forms of GB18030: GBK cannot write them.
RARE_PEOPLE = ["荀㛃", "池𬭚", "冉㐂"]
RARE_COMPANY = "澜浦𠮷禾木业有限公司"


def unified_code(region, organisation):
    """The code of a company with a region of six digits and an organisation code of eight."""
    body = "91" + region + organisation + organisation_check(organisation)
    weighted = sum(CODE_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + CODE_ALPHABET[(31 - weighted % 31) % 31]


def organisation_check(organisation):
    """The ninth character of an organisation code (GB 11714)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    remainder = 11 - sum(int(c, 36) * w for c, w in zip(organisation, weights)) % 11
    return {10: "X", 11: "0"}.get(remainder, str(remainder))


SELLER_CODE = unified_code("990101", "MA0Y7L1Q")


def person(rng):
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def mobile(rng):
    """The shape of a mobile number; the middle is always 0000."""
    return rng.choice(["133", "150", "177", "186", "199"]) + "0000" + f"{rng.randrange(10_000):04}"


def address(rng):
    return (
        f"澜江省{rng.choice(CITIES)}{rng.choice(DISTRICTS)}{rng.choice(ROADS)}"
        f"{rng.randrange(1, 400)}号{rng.randrange(1, 30)}幢"
    )


def customers(rng):
    """Companies, which have a tax number, and private people, who have none."""
    names = [RARE_COMPANY]
    while len(names) < 46:
        city = rng.choice(CITIES)[:2]
        brand = rng.choice(BRAND_HEADS) + rng.choice(BRAND_TAILS)
        branch = rng.choice(BRANCHES)
        name = rng.choice([f"{city}{brand}{branch}有限公司", f"{brand}{branch}（{city}）有限公司"])
        if name not in names:
            names.append(name)
    found = []
    for number, name in enumerate(names):
        kind = "MA" if number % 3 else "5X"
        code = unified_code(
            f"99{rng.randrange(1000, 9999)}", f"{kind}{rng.randrange(1_000_000):06}"
        )
        found.append(make_customer(rng, name, code, person(rng)))
    for number in range(30):
        name = RARE_PEOPLE[number] if number < len(RARE_PEOPLE) else person(rng)
        found.append(make_customer(rng, name, None, name))
    return found


def make_customer(rng, name, tax_number, contact):
    number = rng.randrange(1000, 9999)
    phone = f"0990-880{number}" if tax_number and rng.random() < 0.1 else mobile(rng)
    return SimpleNamespace(
        name=name,
        tax_number=tax_number,
        contact=contact,
        phone=phone,
        address=address(rng),
        email=f"buyer{number}@example.cn" if rng.random() < 0.6 else None,
    )


def products(product_class):
    return [
        SimpleNamespace(
            code=code,
            name=name,
            specification=specification,
            unit=unit,
            price=Decimal(price),
            rate=Decimal(rate),
        )
        for code, name, specification, unit, price, rate in CATALOGUE[product_class]
    ]
