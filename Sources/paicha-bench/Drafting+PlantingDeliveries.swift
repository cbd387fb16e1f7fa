extension Drafting {
  mutating func plantInShipment(_ fault: Fault, _ orderCase: inout OrderCase) {
    let last = orderCase.shipments.count - 1
    var keys = [orderCase.shipments[0].id]
    switch fault {
    case .shippedBeforeCheck:
      orderCase.shipments[0].checked = orderCase.shipments[0].shipped.day + 1
    case .shippedBeforeApproval:
      // Between the first shipment and a second one, which leaves a day later.
      orderCase.order.approved = orderCase.shipments[0].shipped.adding(hours: 2)
    case .deliveredLate:
      orderCase.order.promised = orderCase.shipments[last].signed!.day + -1
      let promised = orderCase.order.promised
      keys = orderCase.shipments.filter { promised < $0.signed!.day }.map(\.id)
    case .consigneeDiffers: orderCase.shipments[0].consignee += "先生"
    case .addressDiffers: orderCase.shipments[0].address += "（后门）"
    case .transportCycleExceeded:
      let signed = orderCase.shipments[last].shipped.adding(days: 30)
      orderCase.shipments[last].signed = signed
      orderCase.order.promised = signed.day + 1
      keys = [orderCase.shipments[last].id]
    case .shipmentWithoutOrder:
      var stray = orderCase.shipments[0]
      stray.id = shipmentNumber(2)
      stray.waybill = stray.waybill.dropLast(2) + "97"
      stray.order = "DD2599" + serial
      stray.lines = []
      orderCase.shipments.append(stray)
      keys = [stray.id]
    default:
      orderCase.shipments[1].waybill = orderCase.shipments[0].waybill
      keys = [orderCase.shipments[0].waybill]
    }
    orderCase.planted = keys.map { PlantedFinding(rule: fault, key: $0) }
  }

  mutating func plantInInvoice(_ fault: Fault, _ orderCase: inout OrderCase) {
    var key = orderCase.invoices[0].id
    switch fault {
    case .issuerIsReviewer: orderCase.invoices[0].reviewer = orderCase.invoices[0].issuer
    case .lineTaxWrong:
      // What the line comes to stays right, and so does the invoice.
      orderCase.invoices[0].lines[0].net += 1_00
      orderCase.invoices[0].lines[0].tax -= 1_00
      orderCase.invoices[0].addUp()
      key += " / 1"
    case .buyerDiffers: orderCase.invoices[0].buyer += "分公司"
    case .invoicedBeforeOrder:
      orderCase.invoices[0].issued = orderCase.order.ordered.day + -2
    case .issuedByCreator: orderCase.invoices[0].issuer = orderCase.order.creator
    case .netDiffersFromLines:
      orderCase.invoices[0].net += 50
      orderCase.invoices[0].tax -= 50
    case .invoicesExceedOrder:
      orderCase.invoices.append(freightInvoice(for: orderCase, order: orderCase.order.number))
      key = orderCase.order.number
    case .invoiceWithoutOrder:
      let stray = freightInvoice(for: orderCase, order: "DD2599" + serial)
      orderCase.invoices.append(stray)
      key = stray.id
    default:
      orderCase.invoices[1].number = orderCase.invoices[0].number
      key = orderCase.invoices[0].number
    }
    orderCase.planted = [PlantedFinding(rule: fault, key: key)]
  }

  /// An invoice over something that nobody ordered.
  private mutating func freightInvoice(for orderCase: OrderCase, order: String) -> InvoiceDraft {
    let freight = Company.Product(
      code: "YF00001", name: "运输服务", specification: "", unit: "次", price: 113_00)
    let line = InvoiceDraft.Line(number: 1, product: freight, quantity: 1, gross: 113_00)
    var invoice = invoice(
      3, of: orderCase.order, after: orderCase.shipments[0].shipped.day, lines: [line])
    invoice.order = order
    return invoice
  }
}
