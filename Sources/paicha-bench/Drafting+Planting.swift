extension Drafting {
  /// Puts one thing wrong, so that its rule finds it and no other rule finds anything.
  mutating func plant(_ fault: Fault, in orderCase: inout OrderCase) {
    switch fault {
    case .phoneInvalid, .taxNumberInvalid, .totalNotNetPlusTax, .approvedByCreator, .confirmedLate,
      .recordedLate, .addressTooShort, .approvedOverLimit, .withoutContract, .unknownContract,
      .totalDiffersFromLines, .duplicateOrder, .paymentsExceedOrder:
      plantInOrder(fault, &orderCase)
      orderCase.planted = [PlantedFinding(rule: fault, key: orderCase.order.number)]
    case .lineAmountWrong, .quantityDiffersFromContract, .invoicedNotShipped,
      .shippedMoreThanOrdered:
      plantInLine(fault, &orderCase)
      orderCase.planted = [PlantedFinding(rule: fault, key: orderCase.order.number + " / 1")]
    case .signedBeforeReview, .reviewedByDrafter, .totalDiffersFromContract,
      .customerDiffersFromContract:
      plantInContract(fault, &orderCase)
    case .shippedBeforeCheck, .shippedBeforeApproval, .deliveredLate, .consigneeDiffers,
      .addressDiffers, .transportCycleExceeded, .shipmentWithoutOrder, .waybillReused:
      plantInShipment(fault, &orderCase)
    case .issuerIsReviewer, .lineTaxWrong, .buyerDiffers, .invoicedBeforeOrder, .issuedByCreator,
      .netDiffersFromLines, .invoicesExceedOrder, .invoiceWithoutOrder, .duplicateInvoice:
      plantInInvoice(fault, &orderCase)
    case .answeredLate:
      orderCase.complaints[0].answered = orderCase.complaints[0].at.adding(hours: 50)
      orderCase.complaints[0].closed = orderCase.complaints[0].at.adding(hours: 60)
      orderCase.planted = [PlantedFinding(rule: fault, key: orderCase.complaints[0].id)]
    case .numberSkipped: break
    }
  }

  private mutating func plantInOrder(_ fault: Fault, _ orderCase: inout OrderCase) {
    switch fault {
    case .phoneInvalid: orderCase.order.customer.phone = "13800"
    case .taxNumberInvalid:
      orderCase.order.customer.taxNumber = SocialCreditCode.spoilt(
        orderCase.order.customer.taxNumber)
    case .totalNotNetPlusTax: orderCase.order.net += 1_00
    case .approvedByCreator: orderCase.order.approver = orderCase.order.creator
    case .confirmedLate: orderCase.order.confirmed = orderCase.order.approved.adding(hours: 60)
    case .recordedLate: orderCase.order.received = orderCase.order.ordered.adding(days: -10)
    case .addressTooShort: shorten(&orderCase)
    case .approvedOverLimit: enlarge(&orderCase)
    case .withoutContract: orderCase.order.kind = random.pick(Word.contracted)
    case .unknownContract: orderCase.order.contract = "HT2599" + serial
    case .totalDiffersFromLines:
      orderCase.order.total += 3_00
      orderCase.order.net += 3_00
      orderCase.contract?.total += 3_00
    case .duplicateOrder:
      orderCase.twin = orderCase.order
      orderCase.twin?.remark = "重录"
    case .paymentsExceedOrder:
      let extra = PaymentDraft(
        id: "SK2509\(serial)9", kind: .balance, paid: orderCase.order.ordered.day + 9,
        amount: 250_00)
      orderCase.payments.append(extra)
    default: break
    }
  }

  /// The shipments go where the order says: nothing differs.
  private func shorten(_ orderCase: inout OrderCase) {
    orderCase.order.customer.address = "西街5号"
    for place in orderCase.shipments.indices { orderCase.shipments[place].address = "西街5号" }
  }

  /// A line for more than a manager may approve, which one approved all the same.
  private mutating func enlarge(_ orderCase: inout OrderCase) {
    let dearest = company.products.max { $0.price < $1.price }!
    orderCase.lines = [
      LineDraft(
        number: 1, product: dearest, quantity: 180, discount: 0, amount: 180 * dearest.price)
    ]
    orderCase.order.fix(totalOf: orderCase.lines)
    orderCase.order.role = Word.approvers[0].role
    orderCase.contract = contract(of: orderCase)
    orderCase.payments = payments(of: orderCase.order)
    orderCase.shipments = shipments(of: orderCase)
    orderCase.invoices = invoices(of: orderCase)
    promise(deliveryOf: &orderCase)
  }

  private func plantInLine(_ fault: Fault, _ orderCase: inout OrderCase) {
    switch fault {
    case .lineAmountWrong:
      // The discount that the amount was computed with, misprinted.
      orderCase.lines[0].discount += 5_00
    case .quantityDiffersFromContract: orderCase.contract?.lines[0].quantity += 1
    case .shippedMoreThanOrdered:
      orderCase.shipments[0].lines[0].quantity += 1
      orderCase.invoices[0].lines[0].quantity += 1
    case .invoicedNotShipped: orderCase.invoices[0].lines[0].quantity += 1
    default: break
    }
  }

  private func plantInContract(_ fault: Fault, _ orderCase: inout OrderCase) {
    var key = orderCase.order.number
    switch fault {
    case .signedBeforeReview:
      orderCase.contract!.signed = orderCase.contract!.reviewed + -3
      key = orderCase.contract!.number
    case .reviewedByDrafter:
      orderCase.contract!.lawyer = orderCase.contract!.drafter
      key = orderCase.contract!.number
    case .totalDiffersFromContract: orderCase.contract!.total += 10_00
    default: orderCase.contract!.customer.name += "分公司"
    }
    orderCase.planted = [PlantedFinding(rule: fault, key: key)]
  }
}
