/// Makes one order with everything that belongs to it.
struct Drafting {
  let month: Month
  let order: Int
  let fault: Fault?
  var random: RandomStream

  init(month: Month, order: Int, fault: Fault?) {
    self.month = month
    self.order = order
    self.fault = fault
    random = RandomStream(seed: month.seed, order: order)
  }

  var company: Company { month.company }
  var serial: String { padded(order + 1, to: 8) }

  /// An order with nothing wrong; only its shape is such that the fault has a place in it.
  mutating func clean() -> OrderCase {
    let hasContract = fault?.needsContract ?? (fault?.forbidsContract != true && random.chance(30))
    let status = status()
    let lines = lines(large: hasContract)
    var orderCase = OrderCase(order: header(hasContract, status), lines: lines)
    orderCase.order.fix(totalOf: lines)
    if fault == .duplicateOrder {
      orderCase.order.contract = ""
      orderCase.order.kind = .retail
      orderCase.lines = []
      return orderCase
    }
    if hasContract { orderCase.contract = contract(of: orderCase) }
    if status.name != "cancelled" {
      orderCase.payments = payments(of: orderCase.order)
    }
    if status.name == "completed" || status.name == "shipped" {
      orderCase.shipments = shipments(of: orderCase)
      orderCase.invoices = invoices(of: orderCase)
      promise(deliveryOf: &orderCase)
    }
    if fault == .answeredLate || random.chance(3) {
      orderCase.complaints = [complaint(about: orderCase.order)]
    }
    return orderCase
  }

  /// Promises a day on which all will have been delivered.
  mutating func promise(deliveryOf orderCase: inout OrderCase) {
    let last = orderCase.shipments.map { ($0.signed ?? $0.shipped).day.number }.max()!
    orderCase.order.promised = Day(number: last + random.within(1...5))
  }

  private mutating func status() -> Word {
    if fault == .duplicateOrder { return .cancelled }
    if fault != nil { return .completed }
    switch random.below(100) {
    case ..<80: return .completed
    case ..<92: return .shipped
    case ..<97: return .confirmed
    default: return .cancelled
    }
  }

  private mutating func header(_ hasContract: Bool, _ status: Word) -> OrderDraft {
    let day = order * Calendar.dayCount / month.orders
    let ordered = Moment(second: day * 86_400 + random.within(8 * 3_600...18 * 3_600 - 1))
    let approved = ordered + random.within(600...20 * 3_600)
    let confirmed = approved + random.within(3_600...40 * 3_600)
    return OrderDraft(
      number: month.orderNumber(order),
      contract: hasContract ? "HT2509" + serial : "",
      kind: hasContract ? random.pick(Word.contracted) : .retail,
      channel: random.pick(Word.channels), productClass: random.pick(Word.productClasses),
      customer: random.pick(company.customers), received: ordered + -random.within(60...25 * 60),
      ordered: ordered, creator: random.pick(company.creators),
      approver: random.pick(company.approvers), approved: approved, confirmed: confirmed,
      promised: confirmed.day + random.within(7...20),
      payment: random.pick([Word.prepaid, .prepaid, .onDelivery, .monthly, .instalments]),
      status: status, remark: random.pick(Names.remarks))
  }

  /// One to four products, none twice: quantities are matched by product.
  private mutating func lines(large: Bool) -> [LineDraft] {
    let first = random.below(company.products.count)
    return (0..<random.within(1...4)).map { number in
      let product = company.products[(first + number * 17) % company.products.count]
      // At least two, so that a line can be divided between two shipments.
      let quantity = random.within(large ? 10...200 : 2...10)
      let discount = random.chance(15) ? quantity * product.price / 20 : 0
      return LineDraft(
        number: number + 1, product: product, quantity: quantity, discount: discount,
        amount: quantity * product.price - discount)
    }
  }

  mutating func contract(of orderCase: OrderCase) -> ContractDraft {
    let reviewed = orderCase.order.ordered.day + -random.within(10...40)
    return ContractDraft(
      number: orderCase.order.contract, customer: orderCase.order.customer,
      drafter: random.pick(company.drafters), lawyer: random.pick(company.lawyers),
      reviewed: reviewed, signed: reviewed + random.within(1...5),
      signatory: random.pick(company.signatories), delivery: orderCase.order.promised,
      total: orderCase.order.total, lines: orderCase.lines)
  }

  mutating func payments(of order: OrderDraft) -> [PaymentDraft] {
    let day = order.ordered.day
    func payment(_ number: Int, _ kind: Word, after days: Int, _ amount: Int) -> PaymentDraft {
      PaymentDraft(id: "SK2509\(serial)\(number)", kind: kind, paid: day + days, amount: amount)
    }
    guard order.payment.name == "instalments" else {
      return [payment(1, .full, after: random.within(0...20), order.total)]
    }
    let deposit = order.total / 5
    return [
      payment(1, .deposit, after: random.within(0...3), deposit),
      payment(2, .balance, after: random.within(4...25), order.total - deposit),
    ]
  }

  private mutating func complaint(about order: OrderDraft) -> ComplaintDraft {
    let at = order.confirmed + random.within(86_400...20 * 86_400)
    let answered = at + random.within(600...23 * 3_600)
    return ComplaintDraft(
      id: "TS2509" + serial, at: at, category: random.pick(Word.complaintCategories),
      description: random.pick(Names.complaints), answered: answered,
      closed: answered + random.within(3_600...90 * 3_600))
  }
}

extension OrderDraft {
  /// Sets total, net, tax and who may approve it by what the lines come to.
  mutating func fix(totalOf lines: [LineDraft]) {
    total = lines.reduce(0) { $0 + $1.amount }
    net = Tax.net(ofGross: total)
    tax = total - net
    role = Word.approvers.first { total <= $0.limit }!.role
  }
}

/// Value added tax at 13 %.
enum Tax {
  static let percent = 13

  /// Rounded half up to the cent: tax and net times the rate then differ by less than a cent.
  static func net(ofGross gross: Int) -> Int { (gross * 200 + 113) / 226 }
}
