extension RecordWriter {
  /// Writes everything that belongs to an order, each document in its place.
  mutating func write(_ orderCase: OrderCase) {
    write(orderCase.order, lines: orderCase.lines)
    if let twin = orderCase.twin { write(twin, lines: []) }
    if let contract = orderCase.contract { write(contract) }
    for invoice in orderCase.invoices { write(invoice) }
    for shipment in orderCase.shipments { write(shipment) }
    for payment in orderCase.payments { write(payment, of: orderCase.order) }
    for complaint in orderCase.complaints { write(complaint, about: orderCase.order) }
  }

  private mutating func write(_ order: OrderDraft, lines: [LineDraft]) {
    record(.order) { writer in
      writer.put(order.number)
      writer.put(order.contract)
      writer.put(order.kind)
      writer.put(order.channel)
      writer.put(order.productClass)
      writer.put(order.customer.name)
      writer.put(order.customer.taxNumber)
      writer.put(order.customer.consignee)
      writer.put(order.customer.phone)
      writer.put(order.customer.email)
      writer.put(order.customer.address)
      writer.put(order.received)
      writer.put(order.ordered)
      writer.put(order.creator)
      writer.put(order.approver)
      writer.put(order.role)
      writer.put(order.approved)
      writer.put(order.confirmed)
      writer.put(order.promised)
      writer.put(order.payment)
      writer.put("CNY")
      writer.put(amount: order.net)
      writer.put(amount: order.tax)
      writer.put(amount: order.total)
      writer.put(order.status)
      writer.put(order.remark)
      writer.lines(.orderLine, lines) { $0.write($1, of: order) }
    }
  }

  private mutating func write(_ line: LineDraft, of order: OrderDraft) {
    put(order.number)
    put(count: line.number)
    put(order.contract)
    put(line.product)
    put(count: line.quantity)
    put(amount: line.product.price)
    put(amount: line.discount)
    put(amount: line.amount)
  }

  private mutating func write(_ contract: ContractDraft) {
    record(.contract) { writer in
      writer.put(contract.number)
      writer.put("家具采购合同")
      writer.put(contract.customer.name)
      writer.put(contract.customer.taxNumber)
      writer.put(contract.drafter)
      writer.put(contract.lawyer)
      writer.put(Word.passed)
      writer.put(contract.reviewed)
      writer.put(contract.signed)
      writer.put(contract.signatory)
      writer.put(contract.delivery)
      writer.put("验收合格后30日内付清")
      writer.put("GB/T 3324-2017")
      writer.put("逾期每日按合同金额的千分之一支付违约金")
      writer.put(scaled: 20, decimals: 2)
      writer.put(amount: contract.total)
      writer.lines(.contractLine, contract.lines) { $0.write($1, of: contract) }
    }
  }

  private mutating func write(_ line: LineDraft, of contract: ContractDraft) {
    put(contract.number)
    put(count: line.number)
    put(line.product)
    put(count: line.quantity)
    put(amount: line.product.price)
    put(amount: line.amount)
  }

  private mutating func write(_ payment: PaymentDraft, of order: OrderDraft) {
    record(.payment) { writer in
      writer.put(payment.id)
      writer.put(order.number)
      writer.put(payment.kind)
      writer.put(order.customer.name)
      writer.put(payment.paid)
      writer.put(amount: payment.amount)
      writer.put("银行转账")
    }
  }

  private mutating func write(_ complaint: ComplaintDraft, about order: OrderDraft) {
    record(.complaint) { writer in
      writer.put(complaint.id)
      writer.put(order.number)
      writer.put(complaint.at)
      writer.put(complaint.category)
      writer.put(complaint.description)
      writer.put(complaint.answered)
      writer.put("包装破损")
      writer.put("补发配件")
      writer.put(complaint.closed)
      writer.put(count: 4)
    }
  }

  /// Code, name, specification and unit.
  mutating func put(_ product: Company.Product) {
    put(product.code)
    put(product.name)
    put(product.specification)
    put(product.unit)
  }
}
