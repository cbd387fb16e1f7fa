extension Drafting {
  /// One shipment, or two that share the quantities.
  mutating func shipments(of orderCase: OrderCase) -> [ShipmentDraft] {
    let order = orderCase.order
    let isSplit = fault?.needsTwo == true || random.chance(41)
    var shipped = order.confirmed + random.within(3 * 86_400...6 * 86_400)
    return portions(of: orderCase.lines, isSplit: isSplit).enumerated().map { number, quantities in
      if number > 0 { shipped = shipped.adding(days: 1) }
      let lines = zip(orderCase.lines, quantities).map { line, quantity in
        ShipmentDraft.Line(number: line.number, product: line.product, quantity: quantity)
      }
      // The last of an order on its way has nobody's signature yet.
      let isUnderway = order.status.name == "shipped" && number == (isSplit ? 1 : 0)
      return shipment(
        number, of: order, shipped: shipped, isSigned: !isUnderway, lines: lines)
    }
  }

  mutating func shipment(
    _ number: Int, of order: OrderDraft, shipped: Moment, isSigned: Bool,
    lines: [ShipmentDraft.Line]
  ) -> ShipmentDraft {
    let carrier = random.pick(Names.carriers)
    let arrival = (shipped.day.number + random.within(1...4)) * 86_400
    let signed = Moment(second: arrival + random.within(9 * 3_600...18 * 3_600))
    return ShipmentDraft(
      id: shipmentNumber(number), order: order.number, created: shipped.day + -1,
      warehouse: random.pick(Names.warehouses), consignee: order.customer.consignee,
      phone: order.customer.phone, address: order.customer.address, carrier: carrier.name,
      waybill: carrier.prefix + "25\(serial)\(number + 1)7",
      checked: shipped.day + -random.below(2),
      checker: random.pick(company.checkers), shipped: shipped,
      shipper: random.pick(company.shippers), signed: isSigned ? signed : nil, lines: lines)
  }

  /// A letter stands behind the number, so that an order with one shipment leaves no gap.
  func shipmentNumber(_ number: Int) -> String { "FH2509\(serial)" + ["A", "B", "C"][number] }

  /// One invoice, or two that share quantities and amounts to the cent.
  mutating func invoices(of orderCase: OrderCase) -> [InvoiceDraft] {
    let isSplit = fault?.needsTwo == true || random.chance(30)
    var left = orderCase.lines.map(\.amount)
    let portions = portions(of: orderCase.lines, isSplit: isSplit)
    return portions.enumerated().map { number, quantities in
      let isLast = number + 1 == portions.count
      let lines = orderCase.lines.indices.map { place in
        let line = orderCase.lines[place]
        let gross = isLast ? left[place] : line.amount * quantities[place] / line.quantity
        left[place] -= gross
        return InvoiceDraft.Line(
          number: line.number, product: line.product, quantity: quantities[place],
          gross: gross)
      }
      return invoice(
        number, of: orderCase.order, after: orderCase.shipments[0].shipped.day, lines: lines)
    }
  }

  mutating func invoice(
    _ number: Int, of order: OrderDraft, after firstShipped: Day, lines: [InvoiceDraft.Line]
  ) -> InvoiceDraft {
    var invoice = InvoiceDraft(
      id: "KP2509\(serial)\(number + 1)",
      number: "25332000" + padded(self.order * 4 + number, to: 12),
      order: order.number, kind: random.chance(70) ? .special : .ordinary,
      issued: firstShipped + random.within(0...5), buyer: order.customer.name,
      taxNumber: order.customer.taxNumber, issuer: random.pick(company.issuers),
      reviewer: random.pick(company.reviewers), lines: lines)
    invoice.addUp()
    return invoice
  }

  /// The quantities of each line in one portion or two.
  private mutating func portions(of lines: [LineDraft], isSplit: Bool) -> [[Int]] {
    guard isSplit else { return [lines.map(\.quantity)] }
    let first = lines.map { random.within(1...$0.quantity - 1) }
    return [first, zip(lines, first).map { $0.quantity - $1 }]
  }
}

extension InvoiceDraft {
  mutating func addUp() {
    net = lines.reduce(0) { $0 + $1.net }
    tax = lines.reduce(0) { $0 + $1.tax }
  }
}

extension InvoiceDraft.Line {
  init(number: Int, product: Company.Product, quantity: Int, gross: Int) {
    let net = Tax.net(ofGross: gross)
    self.init(number: number, product: product, quantity: quantity, net: net, tax: gross - net)
  }
}
