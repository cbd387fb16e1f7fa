"""The product list, the price list, approved prices and the papers of timber, without a fault."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import company
from month import DAY, MINUTE, cents

# Which products are timber that travels with papers, and of which species it is.
SPECIES = {"T201": "樟子松", "T204": "杉木"}

# material, formaldehyde grade
MATERIALS = {
    "F101": ("白橡木", None),
    "F102": ("白橡木", None),
    "F103": ("榉木", None),
    "F104": ("松木", None),
    "F105": ("松木、布艺", None),
    "F106": ("橡木", None),
    "F107": ("橡胶木", None),
    "F108": ("桦木胶合板", "E1"),
    "T201": ("樟子松", None),
    "T202": ("橡木指接板", "E0"),
    "T203": ("杉木集成材", "ENF"),
    "T204": ("杉木", None),
    "H301": ("黑胡桃木", None),
    "H302": ("花梨木、胶合板", "E1"),
    "H303": ("楠木", None),
    "H304": ("酸枝木", None),
    "C401": ("实木多层板", "E0级"),
    "C402": ("石英石、中密度纤维板", "E0级"),
    "C403": ("橡木饰面胶合板", "E0级"),
    "C404": ("实木复合", "ENF级"),
}

FORESTRY_OFFICES = ["青峤林业局", "松坞区林业站", "望岫区林业站"]
QUARANTINE_OFFICE = "澜江省林业植物检疫站"
ORIGIN_OFFICE = "澜江省木材流通协会"


def make_products():
    found = []
    for product_class in company.CATALOGUE:
        for product in company.products(product_class):
            material, grade = MATERIALS[product.code]
            found.append(
                SimpleNamespace(
                    code=product.code,
                    name=product.name,
                    specification=product.specification,
                    unit=product.unit,
                    product_class=product_class,
                    status="on sale",
                    tax_category="primary agricultural" if product.code == "T204" else "goods",
                    is_fragile=product.code == "C402",
                    is_hazardous=False,
                    needs_permit=product.code in SPECIES,
                    material=material,
                    grade=grade,
                )
            )
    return found


def make_prices():
    """The prices of last year until June, and those of today without an end."""
    found = []
    for product_class in company.CATALOGUE:
        for product in company.products(product_class):
            old = cents(product.price * Decimal("0.96"))
            found.append(price(product.code, old, (2024, 7, 1), (2025, 6, 30)))
            found.append(price(product.code, product.price, (2025, 7, 1), None))
    return found


def price(code, amount, first, last):
    return SimpleNamespace(
        code=code,
        price=amount,
        lowest=cents(amount * Decimal("0.92")),
        valid_from=datetime.date(*first),
        valid_to=last and datetime.date(*last),
    )


def make_approval(order, line, amount, rng):
    """A special price, approved by a sales manager on the day of the order or the next."""
    return SimpleNamespace(
        order=order,
        order_id=order.id,
        code=line.code,
        price=amount,
        reason=rng.choice(["老客户优惠", "季末促销", "样品折价", "批量采购"]),
        approved_by=rng.choice(company.SALES_MANAGERS),
        approved_at=order.ordered_at + MINUTE * rng.randint(5, 50),
    )


# -- Papers of timber


class Papers:
    """Makes out permits and numbers them."""

    def __init__(self, rng):
        self.rng = rng
        self.permits = []
        self.counts = {}

    def number(self, kind):
        self.counts[kind] = count = self.counts.get(kind, 0) + 1
        return {
            "harvest": f"澜采字〔2025〕第{210 + count:04}号",
            "quarantine": f"澜检植〔2025〕{31040 + count:06}",
            "origin": f"CO-LJ-{80210 + count}",
        }[kind]

    def add(self, kind, shipment, line, **values):
        """A permit that covers the line; `values` replace what it would say."""
        rng, day = self.rng, shipment.shipped_at.date()
        issued = day - DAY * {"harvest": 40, "quarantine": 1, "origin": 12}[kind]
        permit = SimpleNamespace(
            kind=kind,
            shipment=shipment,
            code=line.code,
            species=SPECIES[line.code],
            issued=issued,
            valid_from=None if kind == "origin" else issued,
            valid_to={"quarantine": issued + 15 * DAY, "harvest": datetime.date(2025, 12, 31)}.get(
                kind
            ),
            quantity=line.quantity,
            issuer={"quarantine": QUARANTINE_OFFICE, "origin": ORIGIN_OFFICE}.get(
                kind, rng.choice(FORESTRY_OFFICES)
            ),
        )
        for name, value in values.items():
            setattr(permit, name, value)
        if "number" not in values:
            permit.number = self.number(kind)
        self.permits.append(permit)
        return permit

    def add_shared(self, lines, quantity):
        """One harvesting permit behind several shipments: an entry for each."""
        first = self.add("harvest", *lines[0], quantity=quantity)
        for shipment, line in lines[1:]:
            self.add(
                "harvest",
                shipment,
                line,
                **{
                    name: getattr(first, name)
                    for name in (
                        "number", "quantity", "issued", "valid_from", "valid_to", "issuer"
                    )
                },
            )
        return first


def shipped_timber(month, code):
    """(shipment, line) of all that left of a product, in the order of the days it left on."""
    shipments = [s for order in month.orders for s in order.shipments] + month.stray_shipments
    found = [
        (shipment, line)
        for shipment in shipments
        if shipment.shipped_at
        for line in shipment.lines
        if line.code == code
    ]
    return sorted(found, key=lambda pair: (pair[0].shipped_at, pair[0].id))


def add_harvests(papers, lines):
    """Fellings of some 120 cubic metres, each of which several shipments draw on."""
    lot, drawn = [], Decimal(0)
    for pair in lines:
        if lot and drawn + pair[1].quantity > 120:
            papers.add_shared(lot, Decimal(120) if len(lot) > 1 else max(drawn, Decimal(120)))
            lot, drawn = [], Decimal(0)
        lot.append(pair)
        drawn += pair[1].quantity
    if lot:
        papers.add_shared(lot, max(drawn, Decimal(120)))
