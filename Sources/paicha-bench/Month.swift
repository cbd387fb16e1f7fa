/// A month of orders that is never there as a whole: any range of it can be made.
struct Month {
  let orders: Int
  let seed: UInt64
  let company: Company

  init(orders: Int, seed: UInt64) {
    self.orders = orders
    self.seed = seed
    company = Company(customers: min(20_000, max(100, orders / 10)), seed: seed)
  }

  /// The text of a range of orders: one for each kind of document, and the planted findings.
  func text(of range: Range<Int>, style: Style) -> MonthText {
    var writer = RecordWriter(style: style)
    var planted = TextBuffer()
    for order in range {
      let fault = Fault.of(order: order, among: orders, seed: seed)
      if fault == .numberSkipped {
        planted.append("\(fault!.rawValue),\(orderNumber(order + 1))\n")
        continue
      }
      var drafting = Drafting(month: self, order: order, fault: fault)
      var orderCase = drafting.clean()
      if let fault { drafting.plant(fault, in: &orderCase) }
      orderCase.contract?.delivery = orderCase.order.promised
      writer.write(orderCase)
      for finding in orderCase.planted {
        planted.append("\(finding.rule.rawValue),\(finding.key)\n")
      }
    }
    return MonthText(documents: writer.texts, planted: planted)
  }

  func orderNumber(_ order: Int) -> String { "DD2509" + padded(order + 1, to: 8) }
}

/// What a range of orders adds to each file.
struct MonthText: Sendable {
  /// By the raw value of ``Document``.
  var documents: [TextBuffer]
  var planted: TextBuffer
}

/// A number with zeros in front.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
