/// An order and everything that belongs to it, before it is written down. Amounts are in minor units.
struct OrderCase {
  var order: OrderDraft
  var lines: [LineDraft]
  var contract: ContractDraft?
  var invoices: [InvoiceDraft] = []
  var shipments: [ShipmentDraft] = []
  var payments: [PaymentDraft] = []
  var complaints: [ComplaintDraft] = []
  /// What rules have to find in it.
  var planted: [PlantedFinding] = []
  /// A second order with the same number, which has nothing else.
  var twin: OrderDraft?
}

struct PlantedFinding {
  var rule: Fault
  var key: String
}

struct OrderDraft {
  var number: String
  var contract = ""
  var kind: Word
  var channel: Word
  var productClass: Word
  var customer: Company.Customer
  var received: Moment
  var ordered: Moment
  var creator: String
  var approver: String
  var role = Word.approvers[0].role
  var approved: Moment
  var confirmed: Moment
  var promised: Day
  var payment: Word
  var net = 0
  var tax = 0
  var total = 0
  var status: Word
  var remark: String
}

struct LineDraft {
  var number: Int
  var product: Company.Product
  var quantity: Int
  var discount: Int
  var amount: Int
}

struct ContractDraft {
  var number: String
  var customer: Company.Customer
  var drafter: String
  var lawyer: String
  var reviewed: Day
  var signed: Day
  var signatory: String
  var delivery: Day
  var total: Int
  /// The order's lines, in which a fault may have another quantity.
  var lines: [LineDraft]
}

struct InvoiceDraft {
  struct Line {
    var number: Int
    var product: Company.Product
    var quantity: Int
    var net: Int
    var tax: Int
  }

  var id: String
  var number: String
  var order: String
  var kind: Word
  var issued: Day
  var buyer: String
  var taxNumber: String
  var issuer: String
  var reviewer: String
  var lines: [Line]
  var net = 0
  var tax = 0
}

struct ShipmentDraft {
  struct Line {
    var number: Int
    var product: Company.Product
    var quantity: Int
  }

  var id: String
  var order: String
  var created: Day
  var warehouse: String
  var consignee: String
  var phone: String
  var address: String
  var carrier: String
  var waybill: String
  var checked: Day
  var checker: String
  var shipped: Moment
  var shipper: String
  var signed: Moment?
  var lines: [Line]
}

struct PaymentDraft {
  var id: String
  var kind: Word
  var paid: Day
  var amount: Int
}

struct ComplaintDraft {
  var id: String
  var at: Moment
  var category: Word
  var description: String
  var answered: Moment
  var closed: Moment
}
