extension RecordWriter {
  mutating func write(_ invoice: InvoiceDraft) {
    record(.invoice) { writer in
      writer.put(invoice.id)
      writer.put(invoice.number)
      writer.put(invoice.order)
      writer.put(invoice.kind)
      writer.put(Word.normal)
      writer.put(invoice.issued)
      writer.put(invoice.buyer)
      writer.put(invoice.taxNumber)
      writer.put(Company.name)
      writer.put(Company.taxNumber)
      writer.put("CNY")
      writer.put(amount: invoice.net)
      writer.put(amount: invoice.tax)
      writer.put(amount: invoice.net + invoice.tax)
      writer.put(invoice.issuer)
      writer.put(invoice.reviewer)
      writer.lines(.invoiceLine, invoice.lines) { $0.write($1, of: invoice) }
    }
  }

  private mutating func write(_ line: InvoiceDraft.Line, of invoice: InvoiceDraft) {
    put(invoice.id)
    put(invoice.order)
    put(count: line.number)
    put(line.product)
    put(count: line.quantity)
    put(scaled: line.net * 10_000 / max(1, line.quantity), decimals: 6)
    put(amount: line.net)
    put(scaled: Tax.percent, decimals: 2)
    put(amount: line.tax)
  }

  mutating func write(_ shipment: ShipmentDraft) {
    record(.shipment) { writer in
      writer.put(shipment.id)
      writer.put(shipment.order)
      writer.put(shipment.created)
      writer.put(shipment.warehouse)
      writer.put(shipment.consignee)
      writer.put(shipment.phone)
      writer.put(shipment.address)
      writer.put(shipment.carrier)
      writer.put(shipment.waybill)
      writer.put(shipment.shipped.adding(hours: -3))
      writer.put(Word.checked)
      writer.put(shipment.checked)
      writer.put(shipment.checker)
      writer.put(shipment.shipped)
      writer.put(shipment.shipper)
      writer.put(shipment.signed)
      writer.put(shipment.signed == nil ? "" : shipment.consignee)
      writer.lines(.shipmentLine, shipment.lines) { $0.write($1, of: shipment) }
    }
  }

  private mutating func write(_ line: ShipmentDraft.Line, of shipment: ShipmentDraft) {
    put(shipment.id)
    put(shipment.order)
    put(count: line.number)
    put(line.product.code)
    put(line.product.name)
    put(line.product.unit)
    put(count: line.quantity)
  }
}
