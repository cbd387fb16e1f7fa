/// Whom and what the documents of a month name: customers, products, staff.
struct Company {
  struct Customer {
    var name: String
    var taxNumber: String
    var consignee: String
    var phone: String
    var email: String
    var address: String
  }

  struct Product {
    var code: String
    var name: String
    var specification: String
    var unit: String
    /// What one costs with tax, in minor units.
    var price: Int
  }

  let customers: [Customer]
  let products: [Product]
  // Nobody stands in two of these, so that duties are apart wherever no fault puts them together.
  let creators = Company.people(0..<60)
  let approvers = Company.people(60..<80)
  let issuers = Company.people(80..<100)
  let reviewers = Company.people(100..<110)
  let drafters = Company.people(110..<120)
  let lawyers = Company.people(120..<126)
  let checkers = Company.people(126..<140)
  let shippers = Company.people(140..<160)
  let signatories = Company.people(160..<170)

  static let name = "霁川家居制造有限公司"
  static let taxNumber = SocialCreditCode.code(numbered: 91_000_017)

  init(customers count: Int, seed: UInt64) {
    var random = RandomStream(seed: seed, order: -1)
    customers = (0..<count).map { Company.customer($0, &random) }
    products = (0..<2_000).map { Company.product($0, &random) }
  }

  private static func customer(_ number: Int, _ random: inout RandomStream) -> Customer {
    let place = random.pick(Names.places)
    let phone = random.pick(["138", "139", "151", "158", "177", "186", "199"])
    let address =
      place.address + random.pick(Names.streets) + "\(random.within(1...998))号"
      + "\(random.within(1...30))幢\(random.within(1...6))0\(random.within(1...8))室"
    return Customer(
      name: place.city + random.pick(Names.brands) + random.pick(Names.brands)
        + random.pick(Names.trades) + "有限公司",
      taxNumber: SocialCreditCode.code(numbered: number),
      consignee: random.pick(Names.surnames) + random.pick(Names.givenNames),
      phone: phone + String(10_000_000 + random.below(90_000_000)),
      email: "buyer\(number)@example.com",
      // One in eight has a comma, which CSV has to quote.
      address: random.chance(12) ? address + ",收货前请先电话联系" : address)
  }

  private static func product(_ number: Int, _ random: inout RandomStream) -> Product {
    let code = String(100_000 + number).dropFirst()
    return Product(
      code: "SP" + code,
      name: random.pick(Names.woods) + random.pick(Names.furniture),
      specification:
        "\(random.within(4...24))00×\(random.within(3...9))50×\(random.within(4...21))00mm",
      unit: random.pick(["件", "套", "张", "把", "平方米"]),
      price: random.within(20_00...800_00))
  }

  /// People by number, each with a name of their own.
  private static func people(_ numbers: Range<Int>) -> [String] {
    let count = Names.surnames.count
    return numbers.map { Names.surnames[$0 % count] + Names.givenNames[$0 / count] }
  }
}
