"""Faults against the consistency of logistics."""

import copy
from types import SimpleNamespace

import month
from month import HOUR, MINUTE
from planting import by_carrier, days, is_invoiced, is_signed, key, product_not_in


def plant_logistics_faults(p):
    plant_reference_faults(p)
    plant_quantity_faults(p)
    plant_waybill_faults(p)
    plant_time_faults(p)
    plant_address_faults(p)
    plant_delay_faults(p)


def plant_reference_faults(p):
    for order_id, what in (("DD25080911", "no such order number"), (None, "no order number")):
        model = p.take(by_carrier)
        shipment = copy.copy(model.shipments[0])
        shipment.id, shipment.order_id = p.new_shipment_id(), order_id
        shipment.waybill_number = month.waybill_number(p.rng, shipment.carrier)
        p.month.stray_shipments.append(shipment)
        p.note("shipment-without-order", "shipment", shipment.id, what)
    for status in ("shipped", "completed"):
        order = p.take(lambda o: o.status == status and len(o.shipments) == 1)
        order.shipments = []
        p.note("shipped-order-without-shipment", "order", order.id, "its shipment was not entered")
    for _ in range(2):
        order = p.take(is_signed)
        order.shipments[0].signed_at = order.shipments[0].signed_by = None
        p.note("completed-order-not-signed", "order", order.id, "no signature on record")


def plant_quantity_faults(p):
    order = p.take(is_signed)
    other = product_not_in(order)
    shipment = order.shipments[0]
    shipment.lines.append(
        SimpleNamespace(
            number=len(shipment.lines) + 1,
            code=other.code,
            name=other.name,
            unit=other.unit,
            quantity=1,
        )
    )
    p.note(
        "shipped-product-not-ordered",
        "shipment line",
        key(shipment, shipment.lines[-1]),
        "one piece nobody ordered",
    )
    order = p.take(lambda o: o.status == "shipped" and len(o.shipments) == 1)
    shipment, other = order.shipments[0], product_not_in(order)
    shipment.lines[0].code, shipment.lines[0].name = other.code, other.name
    p.note(
        "shipped-product-not-ordered",
        "shipment line",
        key(shipment, shipment.lines[0]),
        "the wrong product sent",
    )

    order = p.take(lambda o: o.status == "shipped")
    line = order.shipments[0].lines[0]
    line.quantity += 2
    p.note("shipped-more-than-ordered", "order line", line_key(order, line), "two too many sent")
    order = p.take(lambda o: is_signed(o) and is_invoiced(o))
    line = order.shipments[0].lines[0]
    line.quantity += 1
    p.note("shipped-more-than-ordered", "order line", line_key(order, line), "one too many sent")
    p.note(
        "invoiced-quantity-differs-from-shipped",
        "order line",
        line_key(order, line),
        "consequence: more shipped than invoiced",
    )

    order = p.take(lambda o: is_signed(o) and not o.invoices and o.lines[0].quantity > 1)
    line = order.shipments[0].lines[0]
    line.quantity -= 1
    p.note(
        "completed-order-not-fully-shipped",
        "order line",
        line_key(order, line),
        "one short, yet completed",
    )
    order = p.take(lambda o: is_signed(o) and is_invoiced(o) and o.lines[0].quantity > 2)
    line = order.shipments[0].lines[0]
    line.quantity -= 2
    p.note(
        "completed-order-not-fully-shipped",
        "order line",
        line_key(order, line),
        "two short, yet completed",
    )
    p.note(
        "invoiced-quantity-differs-from-shipped",
        "order line",
        line_key(order, line),
        "consequence: more invoiced than shipped",
    )

    for _ in range(2):
        order = p.take(lambda o: is_signed(o) and is_invoiced(o) and o.lines[0].quantity > 1)
        line = order.invoices[0].lines[0]
        line.quantity -= 1
        line.price = (line.net / line.quantity).quantize(month.Decimal("0.00000001"))
        p.note(
            "invoiced-quantity-differs-from-shipped",
            "order line",
            line_key(order, line),
            "one less on the invoice, the amount the same",
        )
        p.note(
            "invoiced-price-exceeds-order",
            "order line",
            f"{order.id} / {line.code}",
            "consequence: the price of one is higher",
        )


def line_key(order, line):
    """The key of the order line that has the product of `line`."""
    return key(order, next(x for x in order.lines if x.code == line.code))


def plant_waybill_faults(p):
    for _ in range(2):
        order = p.take(by_carrier)
        order.shipments[0].waybill_number = None
        p.note(
            "waybill-number-missing",
            "shipment",
            order.shipments[0].id,
            "the waybill number left empty",
        )
    for carrier, number, what in (
        ("顺丰速运", "SF13820460", "too short for SF"),
        ("德邦快递", "YT3820460012345", "number of another carrier"),
        ("安能物流", "3.005E+11", "turned into scientific notation by a spreadsheet"),
    ):
        order = p.take(lambda o: is_signed(o) and o.shipments[0].carrier == carrier)
        shipment = order.shipments[0]
        shipment.waybill_number = number
        if "E" not in number:
            p.note("waybill-number-malformed", "shipment", shipment.id, what)
            continue
        # What the number was is lost, so nobody can say what is wrong with it.
        p.note("waybill-number-malformed", "shipment", shipment.id, what, "undetermined")
        lost = "the number that stood there is lost"
        p.note("waybill-number-missing", "shipment", shipment.id, lost, "undetermined")
    for carrier in ("顺丰速运", "德邦快递"):
        first, second = (
            p.take(lambda o: is_signed(o) and o.shipments[0].carrier == carrier) for _ in range(2)
        )
        second.shipments[0].waybill_number = first.shipments[0].waybill_number
        p.note(
            "waybill-number-reused",
            "shipment",
            first.shipments[0].waybill_number,
            "two orders under one waybill",
        )


def plant_time_faults(p):
    for _ in range(2):
        order = p.take(is_signed)
        order.shipments[0].packed_at = order.shipments[0].shipped_at + 35 * MINUTE
        p.note(
            "shipped-before-packed",
            "shipment",
            order.shipments[0].id,
            "packed 35 minutes after dispatch",
        )
    for late in (1, 3):
        order = p.take(is_signed)
        order.shipments[0].quality_check_date = order.shipments[0].shipped_at.date() + days(late)
        p.note(
            "shipped-before-quality-check",
            "shipment",
            order.shipments[0].id,
            f"checked {late} days after dispatch",
        )
    order = p.take(is_signed)
    order.shipments[0].quality_check_date = None
    p.note(
        "shipped-before-quality-check",
        "shipment",
        order.shipments[0].id,
        "date of the check left empty",
        "undetermined",
    )
    order = p.take(is_signed)
    order.shipments[0].quality_check_date = "2025-09-31"
    p.note(
        "shipped-before-quality-check",
        "shipment",
        order.shipments[0].id,
        "date of the check written 2025-09-31",
        "undetermined",
    )
    p.rejects.append(("shipments", order.shipments[0].id, "质检日期", "2025-09-31 is no date"))
    for result in ("返工", "不合格"):
        order = p.take(is_signed)
        order.shipments[0].quality_check_result = result
        p.note(
            "shipped-without-passed-quality-check",
            "shipment",
            order.shipments[0].id,
            f"shipped with the result {result}",
        )
    for _ in range(2):
        order = p.take(is_signed)
        order.shipments[0].shipped_at = order.shipments[0].shipped_by = None
        p.note(
            "signed-without-dispatch",
            "shipment",
            order.shipments[0].id,
            "signed for without a time of dispatch",
        )
        for invoice in order.invoices:
            p.note(
                "invoiced-before-shipped",
                "invoice",
                invoice.id,
                "consequence: when the goods left is not known",
                "undetermined",
            )
    for _ in range(2):
        order = p.take(is_signed)
        order.shipments[0].signed_at = order.shipments[0].shipped_at - 3 * HOUR
        p.note(
            "signed-before-shipped",
            "shipment",
            order.shipments[0].id,
            "signed for 3 hours before dispatch",
        )


def plant_address_faults(p):
    for name in ("冉予安", "佘忘言"):
        order = p.take(lambda o: is_signed(o) and o.consignee != name)
        order.shipments[0].consignee = name
        p.note(
            "shipment-consignee-differs", "shipment", order.shipments[0].id, "to another consignee"
        )
    order = p.take(is_signed)
    order.shipments[0].phone = order.phone[:-2] + order.phone[-1] + order.phone[-2]
    if order.shipments[0].phone == order.phone:
        order.shipments[0].phone = order.phone[:-1] + str((int(order.phone[-1]) + 1) % 10)
    p.note("shipment-phone-differs", "shipment", order.shipments[0].id, "last two digits swapped")
    for address in ("澜江省枫汀市松坞区听松路7号2幢", "澜江省澜浦市望岫区鹿鸣路233号"):
        order = p.take(is_signed)
        order.shipments[0].address = address
        p.note("shipment-address-differs", "shipment", order.shipments[0].id, "to another address")


def plant_delay_faults(p):
    for late in (1, 2, 4):
        order = p.take(lambda o: is_signed(o) and not o.contract)
        order.promised_date = order.shipments[0].signed_at.date() - days(late)
        p.note("delivered-late", "shipment", order.shipments[0].id, f"{late} days late")
    for order in p.month.orders:
        if order.is_made_slowly:
            p.note(
                "production-cycle-exceeded",
                "shipment",
                order.shipments[0].id,
                f"{order.production_days} working days of production",
            )
        if order.is_carried_slowly:
            p.note(
                "transport-cycle-exceeded",
                "shipment",
                order.shipments[0].id,
                f"{order.transport_days} working days of transport",
            )
