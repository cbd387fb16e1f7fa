"""The 40 rules of Tests/Benchmarks/Rules as SQL: subject by subject, one pass over a subject for all of them.

A rule is (id, when it fails, expected, actual, amount); NULL where the record has no such value.
"""

ORDERS = (
    """orders o
    LEFT JOIN contracts c ON o.contract_id = c.id
    LEFT JOIN (SELECT order_id, sum(amount) AS amount FROM order_lines GROUP BY order_id) l
      ON o.id = l.order_id
    LEFT JOIN (SELECT order_id, sum(total) AS total FROM invoices GROUP BY order_id) i
      ON o.id = i.order_id
    LEFT JOIN (SELECT order_id, sum(amount) AS amount FROM payments GROUP BY order_id) p
      ON o.id = p.order_id
    LEFT JOIN invalid_codes t ON o.customer_tax_number = t.code""",
    "o.id",
    [
        ("contact-phone-invalid", "NOT is_mobile(o.phone)", "NULL", "o.phone", "NULL"),
        ("customer-tax-number-invalid", "t.code IS NOT NULL", "NULL", "o.customer_tax_number", "NULL"),
        ("order-total-not-net-plus-tax", "abs(o.net + o.tax - o.total) > 0.01",
         "o.net + o.tax", "o.total", "abs(o.net + o.tax - o.total)"),
        ("order-approved-by-creator", "o.created_by = o.approved_by",
         "o.created_by", "o.approved_by", "o.total"),
        ("order-confirmed-late", "o.confirmed_at > o.approved_at + INTERVAL 48 HOUR",
         "o.approved_at + INTERVAL 48 HOUR", "o.confirmed_at", "NULL"),
        # Of days that are next to each other no more than one can be worked.
        ("order-recorded-late",
         "datediff('day', o.received_at, o.ordered_at) > 1"
         " AND working_days(o.received_at::DATE, o.ordered_at::DATE) > 1",
         "1", "working_days(o.received_at::DATE, o.ordered_at::DATE)", "NULL"),
        ("order-address-too-short", "length(o.address) < 10", "NULL", "o.address", "NULL"),
        ("order-approved-over-limit",
         "o.status <> 'cancelled' AND o.total > approval_limit(o.approver_role)",
         "approval_limit(o.approver_role)", "o.total", "o.total"),
        ("order-without-contract",
         "o.contract_id IS NULL AND o.status <> 'cancelled'"
         " AND (o.kind IN ('project', 'government', 'bulk') OR o.total >= 50000)",
         "NULL", "o.kind", "o.total"),
        ("order-names-unknown-contract", "o.contract_id IS NOT NULL AND c.id IS NULL",
         "NULL", "o.contract_id", "o.total"),
        ("order-total-differs-from-contract",
         "o.status <> 'cancelled' AND abs(o.total - c.total) > 0.01",
         "c.total", "o.total", "abs(o.total - c.total)"),
        ("order-customer-differs-from-contract", "o.customer_name <> c.customer_name",
         "c.customer_name", "o.customer_name", "o.total"),
        ("order-total-differs-from-lines", "abs(o.total - l.amount) > 0.01",
         "l.amount", "o.total", "abs(o.total - l.amount)"),
        ("invoices-exceed-order", "i.total > o.total + 0.01",
         "o.total", "i.total", "i.total - o.total"),
        ("payments-exceed-order", "p.amount > o.total + 0.01",
         "o.total", "p.amount", "p.amount - o.total"),
    ],
)

ORDER_LINES = (
    """order_lines l
    LEFT JOIN known_orders o ON l.order_id = o.id
    LEFT JOIN contract_lines c
      ON l.contract_id = c.contract_id AND l.product_code = c.product_code
    LEFT JOIN (SELECT order_id, product_code, sum(quantity) AS quantity FROM shipment_lines
      GROUP BY order_id, product_code) s
      ON l.order_id = s.order_id AND l.product_code = s.product_code
    LEFT JOIN (SELECT order_id, product_code, sum(quantity) AS quantity FROM invoice_lines
      GROUP BY order_id, product_code) i
      ON l.order_id = i.order_id AND l.product_code = i.product_code""",
    "l.order_id || ' / ' || l.line_number",
    [
        ("order-line-amount-wrong",
         "abs(l.quantity * l.unit_price - coalesce(l.discount, 0) - l.amount) > 0.01",
         "l.quantity * l.unit_price - coalesce(l.discount, 0)", "l.amount",
         "abs(l.quantity * l.unit_price - coalesce(l.discount, 0) - l.amount)"),
        ("order-quantity-differs-from-contract", "l.quantity <> c.quantity",
         "c.quantity", "l.quantity", "abs((l.quantity - c.quantity) * c.unit_price)"),
        ("invoiced-quantity-differs-from-shipped",
         "o.status = 'completed' AND i.quantity <> s.quantity",
         "s.quantity", "i.quantity", "abs(i.quantity - s.quantity) * l.unit_price"),
        ("shipped-more-than-ordered", "s.quantity > l.quantity",
         "l.quantity", "s.quantity", "(s.quantity - l.quantity) * l.unit_price"),
    ],
)

CONTRACTS = (
    "contracts c",
    "c.id",
    [
        ("contract-signed-before-legal-review", "c.legal_review_date > c.signed_date",
         "c.legal_review_date", "c.signed_date", "c.total"),
        ("contract-reviewed-by-drafter", "c.drafted_by = c.legal_reviewer",
         "c.drafted_by", "c.legal_reviewer", "c.total"),
    ],
)

INVOICES = (
    """invoices i
    LEFT JOIN known_orders o ON i.order_id = o.id
    LEFT JOIN (SELECT invoice_id, sum(net) AS net FROM invoice_lines GROUP BY invoice_id) l
      ON i.id = l.invoice_id""",
    "i.id",
    [
        ("invoice-issuer-is-reviewer", "i.issuer = i.reviewer", "i.issuer", "i.reviewer", "i.total"),
        ("invoice-without-order", "o.id IS NULL", "NULL", "i.order_id", "i.total"),
        ("invoice-buyer-differs-from-customer", "i.buyer_name <> o.customer_name",
         "o.customer_name", "i.buyer_name", "i.total"),
        ("invoice-before-order", "i.issued_date < o.ordered_at::DATE",
         "o.ordered_at::DATE", "i.issued_date", "i.total"),
        ("invoice-issued-by-order-creator", "i.issuer = o.created_by",
         "o.created_by", "i.issuer", "i.total"),
        ("invoice-net-differs-from-lines", "abs(i.net - l.net) > 0.01",
         "l.net", "i.net", "abs(i.net - l.net)"),
    ],
)

INVOICE_LINES = (
    "invoice_lines l",
    "l.invoice_id || ' / ' || l.line_number",
    [
        ("invoice-line-tax-wrong", "abs(l.tax - l.net * l.tax_rate) > 0.06",
         "round(l.net * l.tax_rate, 2)", "l.tax", "round(abs(l.tax - l.net * l.tax_rate), 2)"),
    ],
)

SHIPMENTS = (
    "shipments s LEFT JOIN known_orders o ON s.order_id = o.id",
    "s.id",
    [
        ("shipped-before-quality-check", "s.quality_check_date > s.shipped_at::DATE",
         "s.quality_check_date", "s.shipped_at::DATE", "NULL"),
        ("shipment-without-order", "o.id IS NULL", "NULL", "s.order_id", "NULL"),
        ("shipped-before-approval", "s.shipped_at < o.approved_at",
         "o.approved_at", "s.shipped_at", "o.total"),
        ("delivered-late", "s.signed_at::DATE > o.promised_date",
         "o.promised_date", "s.signed_at::DATE", "o.total"),
        ("shipment-consignee-differs", "s.consignee <> o.consignee",
         "o.consignee", "s.consignee", "NULL"),
        ("shipment-address-differs", "s.address <> o.address", "o.address", "s.address", "NULL"),
        ("transport-cycle-exceeded",
         "datediff('day', s.shipped_at, s.signed_at) > transport_days(o.product_class) AND"
         " working_days(s.shipped_at::DATE, s.signed_at::DATE) > transport_days(o.product_class)",
         "transport_days(o.product_class)",
         "working_days(s.shipped_at::DATE, s.signed_at::DATE)", "NULL"),
    ],
)

COMPLAINTS = (
    "complaints k",
    "k.id",
    [
        ("complaint-not-answered-in-time", "k.answered_at > k.complained_at + INTERVAL 24 HOUR",
         "k.complained_at + INTERVAL 24 HOUR", "k.answered_at", "NULL"),
    ],
)

DUPLICATE_ORDERS = (
    "duplicate_orders d",
    "d.id",
    [("duplicate-order-number", "true", "1", "d.number_of", "d.total")],
)

DUPLICATE_INVOICES = (
    """(SELECT number, count(*) AS number_of, max(total) AS total FROM invoices
      GROUP BY number HAVING count(*) > 1) d""",
    "d.number",
    [("duplicate-invoice", "true", "1", "d.number_of", "d.total")],
)

WAYBILLS = (
    """(SELECT waybill_number, count(*) AS number_of FROM shipments
      WHERE waybill_number IS NOT NULL GROUP BY waybill_number HAVING count(*) > 1) d""",
    "d.waybill_number",
    [("waybill-number-reused", "true", "1", "d.number_of", "NULL")],
)

# `expected` names the numbers between as Paicha writes them: the one that is missing, or the first and last.
SKIPPED_NUMBERS = (
    """(SELECT id, left(id, length(id) - 8) AS series, right(id, 8)::INTEGER AS serial,
        lag(left(id, length(id) - 8)) OVER (ORDER BY id) AS series_before,
        lag(right(id, 8)::INTEGER) OVER (ORDER BY id) AS serial_before FROM orders) n""",
    "n.id",
    [
        ("order-numbers-skipped", "n.series = n.series_before AND n.serial - n.serial_before > 1",
         "n.series || lpad((n.serial_before + 1)::VARCHAR, 8, '0')", "n.id", "NULL"),
    ],
)

SUBJECTS = [
    ORDERS, ORDER_LINES, CONTRACTS, INVOICES, INVOICE_LINES, SHIPMENTS, COMPLAINTS,
    DUPLICATE_ORDERS, DUPLICATE_INVOICES, WAYBILLS, SKIPPED_NUMBERS,
]
