/// What can be wrong with an order, named as the rule that finds it.
enum Fault: String, CaseIterable {
  case phoneInvalid = "contact-phone-invalid"
  case taxNumberInvalid = "customer-tax-number-invalid"
  case totalNotNetPlusTax = "order-total-not-net-plus-tax"
  case approvedByCreator = "order-approved-by-creator"
  case confirmedLate = "order-confirmed-late"
  case recordedLate = "order-recorded-late"
  case addressTooShort = "order-address-too-short"
  case approvedOverLimit = "order-approved-over-limit"
  case withoutContract = "order-without-contract"
  case issuerIsReviewer = "invoice-issuer-is-reviewer"
  case signedBeforeReview = "contract-signed-before-legal-review"
  case reviewedByDrafter = "contract-reviewed-by-drafter"
  case shippedBeforeCheck = "shipped-before-quality-check"
  case lineAmountWrong = "order-line-amount-wrong"
  case lineTaxWrong = "invoice-line-tax-wrong"
  case answeredLate = "complaint-not-answered-in-time"
  case unknownContract = "order-names-unknown-contract"
  case totalDiffersFromContract = "order-total-differs-from-contract"
  case customerDiffersFromContract = "order-customer-differs-from-contract"
  case quantityDiffersFromContract = "order-quantity-differs-from-contract"
  case shipmentWithoutOrder = "shipment-without-order"
  case invoiceWithoutOrder = "invoice-without-order"
  case shippedBeforeApproval = "shipped-before-approval"
  case deliveredLate = "delivered-late"
  case consigneeDiffers = "shipment-consignee-differs"
  case addressDiffers = "shipment-address-differs"
  case buyerDiffers = "invoice-buyer-differs-from-customer"
  case invoicedBeforeOrder = "invoice-before-order"
  case issuedByCreator = "invoice-issued-by-order-creator"
  case transportCycleExceeded = "transport-cycle-exceeded"
  case totalDiffersFromLines = "order-total-differs-from-lines"
  case netDiffersFromLines = "invoice-net-differs-from-lines"
  case invoicesExceedOrder = "invoices-exceed-order"
  case paymentsExceedOrder = "payments-exceed-order"
  case invoicedNotShipped = "invoiced-quantity-differs-from-shipped"
  case shippedMoreThanOrdered = "shipped-more-than-ordered"
  case duplicateOrder = "duplicate-order-number"
  case duplicateInvoice = "duplicate-invoice"
  case waybillReused = "waybill-number-reused"
  case numberSkipped = "order-numbers-skipped"
}

extension Fault {
  /// The fault of an order, or nil for the 97 in a hundred that have none.
  ///
  /// Of each hundred three have one, and never neighbours: a skipped number is found at the next order, which
  /// must be there. The first and the last order have none.
  static func of(order: Int, among orders: Int, seed: UInt64) -> Fault? {
    guard order + 1 < orders else { return nil }
    let hundred = order / 100
    var random = RandomStream(seed: seed ^ 0x5EED, order: hundred)
    for third in 0..<3 {
      let place = 33 * third + 1 + random.below(31)
      // In turn, so that small months have all of them.
      if order % 100 == place { return allCases[(hundred * 3 + third) % allCases.count] }
    }
    return nil
  }

  var needsContract: Bool {
    switch self {
    case .signedBeforeReview, .reviewedByDrafter, .totalDiffersFromContract,
      .customerDiffersFromContract, .quantityDiffersFromContract, .approvedOverLimit:
      true
    default: false
    }
  }

  /// Whether it needs an order that names no contract, or one that is not there.
  var forbidsContract: Bool { self == .withoutContract || self == .unknownContract }

  /// Whether two invoices and two shipments are needed.
  var needsTwo: Bool { self == .duplicateInvoice || self == .waybillReused }
}
