"""Writes what customer service exports besides its complaints: surveys as CSV, returns as XML."""

from xml.sax.saxutils import escape, quoteattr

from exports import from_to, iso, slashed, tag, write

SURVEYS = "满意度调查_{}.csv"
RETURNS = "退换货_{}.xml"


def write_satisfaction_exports(month, folder):
    period = month.period
    path = folder / SURVEYS.format(period.compact)
    write(path, survey_rows(month.surveys, period), "gb18030", "\r\n")
    write_returns(month.returns, period, folder / RETURNS.format(period.compact))


def survey_rows(surveys, period):
    """A title and a filter above the header, order numbers guarded, the count below."""
    yield ["客户满意度调查明细"]
    yield [f"调查期间：{period.first} 至 {period.last}；评分制：五分制"]
    yield [
        "调查编号",
        "订单编号",
        "评价时间",
        "满意度评分",
        "不满意原因",
        "客户意见",
        "回访时间",
        "回访人",
    ]
    for s in surveys:
        yield [
            s.id,
            s.order_id and f'="{s.order_id}"',
            slashed(s.answered_at),
            s.score,
            s.reason,
            s.comment,
            # What somebody typed by hand stands as it is.
            s.followed_up_at if isinstance(s.followed_up_at, str) else slashed(s.followed_up_at),
            s.followed_up_by,
        ]
    yield ["合计", f"{len(surveys)} 份"] + [""] * 6


def write_returns(returns, period, path):
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<AfterSalesExport>",
        f"  <Head><System>售后服务系统</System>{from_to(period)}</Head>",
        "  <Returns>",
    ]
    for item in returns:
        lines += return_element(item)
    lines += ["  </Returns>", "</AfterSalesExport>", ""]
    path.write_text("\n".join(lines), "utf-8")


def return_element(r):
    yield f"    <Return no={quoteattr(r.id)} kind={quoteattr(r.kind)}>"
    yield f"      {tag('OrderNumber', r.order_id)}{tag('Reason', r.reason)}"
    yield (
        f"      <Goods code={quoteattr(r.code)}>{escape(r.name)}</Goods>"
        f"<Quantity unit={quoteattr(r.unit)}>{r.quantity}</Quantity>"
    )
    yield f"      {tag('RequestedAt', iso(r.requested_at))}"
    yield (
        f"      <Approval>{tag('By', r.approved_by)}"
        f"{tag('ConfirmedAt', iso(r.confirmed_at))}</Approval>"
    )
    yield (
        f"      <Warehouse>{tag('GoodsBackAt', iso(r.back_at))}"
        f"{tag('InspectedAt', iso(r.inspected_at))}{tag('Result', r.inspection)}</Warehouse>"
    )
    refund = None if r.refund is None else f"{r.refund:.2f}"
    yield (
        f"      <Settlement>{tag('Way', r.resolution)}{tag('Refund', refund)}"
        f"{tag('At', iso(r.resolved_at))}</Settlement>"
    )
    yield "    </Return>"
