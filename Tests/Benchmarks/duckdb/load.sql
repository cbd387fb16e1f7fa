-- Each file is read once, with the types said and only the columns that rules use kept. What is used
-- once, as a sum or a partner in one join, is never kept as a table: a view reads it where it is needed.

CREATE TABLE order_lines AS
SELECT "order id" AS order_id, "line number" AS line_number, "contract id" AS contract_id,
       "product code" AS product_code, quantity, "unit price" AS unit_price, discount, amount
FROM read_csv(getvariable('folder') || '/order-lines.csv', header = true, auto_detect = false,
  delim = ',', quote = '"', escape = '"', columns = {
    'order id': 'VARCHAR', 'line number': 'INTEGER', 'contract id': 'VARCHAR',
    'product code': 'VARCHAR', 'product name': 'VARCHAR', 'specification': 'VARCHAR',
    'unit': 'VARCHAR', 'quantity': 'INTEGER', 'unit price': 'DECIMAL(12,2)',
    'discount': 'DECIMAL(12,2)', 'amount': 'DECIMAL(12,2)'});

CREATE TABLE contracts AS
SELECT id, "customer name" AS customer_name, "drafted by" AS drafted_by,
       "legal reviewer" AS legal_reviewer, "legal review date" AS legal_review_date,
       "signed date" AS signed_date, total
FROM read_csv(getvariable('folder') || '/contracts.csv', header = true, auto_detect = false,
  delim = ',', quote = '"', escape = '"', columns = {
    'id': 'VARCHAR', 'title': 'VARCHAR', 'customer name': 'VARCHAR',
    'customer tax number': 'VARCHAR', 'drafted by': 'VARCHAR', 'legal reviewer': 'VARCHAR',
    'legal review result': 'VARCHAR', 'legal review date': 'DATE', 'signed date': 'DATE',
    'signed by': 'VARCHAR', 'delivery date': 'DATE', 'payment terms': 'VARCHAR',
    'quality standard': 'VARCHAR', 'breach clause': 'VARCHAR', 'deposit rate': 'DECIMAL(4,2)',
    'total': 'DECIMAL(12,2)'});

CREATE VIEW contract_lines AS
SELECT "contract id" AS contract_id, "product code" AS product_code, quantity,
       "unit price" AS unit_price
FROM read_csv(getvariable('folder') || '/contract-lines.csv', header = true, auto_detect = false,
  delim = ',', quote = '"', escape = '"', columns = {
    'contract id': 'VARCHAR', 'line number': 'INTEGER', 'product code': 'VARCHAR',
    'product name': 'VARCHAR', 'specification': 'VARCHAR', 'unit': 'VARCHAR',
    'quantity': 'INTEGER', 'unit price': 'DECIMAL(12,2)', 'amount': 'DECIMAL(12,2)'});

CREATE TABLE invoices AS
SELECT id, number, "order id" AS order_id, "issued date" AS issued_date,
       "buyer name" AS buyer_name, net, total, issuer, reviewer
FROM read_csv(getvariable('folder') || '/invoices.csv', header = true, auto_detect = false,
  delim = ',', quote = '"', escape = '"', columns = {
    'id': 'VARCHAR', 'number': 'VARCHAR', 'order id': 'VARCHAR', 'kind': 'VARCHAR',
    'status': 'VARCHAR', 'issued date': 'DATE', 'buyer name': 'VARCHAR',
    'buyer tax number': 'VARCHAR', 'seller name': 'VARCHAR', 'seller tax number': 'VARCHAR',
    'currency': 'VARCHAR', 'net': 'DECIMAL(12,2)', 'tax': 'DECIMAL(12,2)',
    'total': 'DECIMAL(12,2)', 'issuer': 'VARCHAR', 'reviewer': 'VARCHAR'});

CREATE TABLE invoice_lines AS
SELECT "invoice id" AS invoice_id, "order id" AS order_id, "line number" AS line_number,
       "product code" AS product_code, quantity, net, "tax rate" AS tax_rate, tax
FROM read_csv(getvariable('folder') || '/invoice-lines.csv', header = true, auto_detect = false,
  delim = ',', quote = '"', escape = '"', columns = {
    'invoice id': 'VARCHAR', 'order id': 'VARCHAR', 'line number': 'INTEGER',
    'product code': 'VARCHAR', 'goods name': 'VARCHAR', 'specification': 'VARCHAR',
    'unit': 'VARCHAR', 'quantity': 'INTEGER', 'unit price': 'DECIMAL(16,6)',
    'net': 'DECIMAL(12,2)', 'tax rate': 'DECIMAL(4,2)', 'tax': 'DECIMAL(12,2)'});

CREATE TABLE shipments AS
SELECT id, "order id" AS order_id, consignee, address, "waybill number" AS waybill_number,
       "quality check date" AS quality_check_date, "shipped at" AS shipped_at,
       "signed at" AS signed_at
FROM read_csv(getvariable('folder') || '/shipments.csv', header = true, auto_detect = false,
  delim = ',', quote = '"', escape = '"', columns = {
    'id': 'VARCHAR', 'order id': 'VARCHAR', 'created date': 'DATE', 'warehouse': 'VARCHAR',
    'consignee': 'VARCHAR', 'phone': 'VARCHAR', 'address': 'VARCHAR', 'carrier': 'VARCHAR',
    'waybill number': 'VARCHAR', 'packed at': 'TIMESTAMP', 'quality check result': 'VARCHAR',
    'quality check date': 'DATE', 'quality checker': 'VARCHAR', 'shipped at': 'TIMESTAMP',
    'shipped by': 'VARCHAR', 'signed at': 'TIMESTAMP', 'signed by': 'VARCHAR'});

CREATE VIEW shipment_lines AS
SELECT "order id" AS order_id, "product code" AS product_code, quantity
FROM read_csv(getvariable('folder') || '/shipment-lines.csv', header = true, auto_detect = false,
  delim = ',', quote = '"', escape = '"', columns = {
    'shipment id': 'VARCHAR', 'order id': 'VARCHAR', 'line number': 'INTEGER',
    'product code': 'VARCHAR', 'product name': 'VARCHAR', 'unit': 'VARCHAR',
    'quantity': 'INTEGER'});

CREATE VIEW payments AS
SELECT "order id" AS order_id, amount
FROM read_csv(getvariable('folder') || '/payments.csv', header = true, auto_detect = false,
  delim = ',', quote = '"', escape = '"', columns = {
    'id': 'VARCHAR', 'order id': 'VARCHAR', 'kind': 'VARCHAR', 'payer': 'VARCHAR',
    'paid date': 'DATE', 'amount': 'DECIMAL(12,2)', 'method': 'VARCHAR'});

CREATE VIEW complaints AS
SELECT id, "complained at" AS complained_at, "answered at" AS answered_at
FROM read_csv(getvariable('folder') || '/complaints.csv', header = true, auto_detect = false,
  delim = ',', quote = '"', escape = '"', columns = {
    'id': 'VARCHAR', 'order id': 'VARCHAR', 'complained at': 'TIMESTAMP', 'category': 'VARCHAR',
    'description': 'VARCHAR', 'answered at': 'TIMESTAMP', 'cause': 'VARCHAR',
    'result': 'VARCHAR', 'closed at': 'TIMESTAMP', 'satisfaction score': 'INTEGER'});

CREATE TABLE orders AS
SELECT id, "contract id" AS contract_id, kind, "product class" AS product_class,
       "customer name" AS customer_name, "customer tax number" AS customer_tax_number,
       consignee, phone, address, "received at" AS received_at, "ordered at" AS ordered_at,
       "created by" AS created_by, "approved by" AS approved_by,
       "approver role" AS approver_role, "approved at" AS approved_at,
       "confirmed at" AS confirmed_at, "promised date" AS promised_date, net, tax, total, status
FROM read_csv(getvariable('folder') || '/orders.csv', header = true, auto_detect = false,
  delim = ',', quote = '"', escape = '"', columns = {
    'id': 'VARCHAR', 'contract id': 'VARCHAR', 'kind': 'VARCHAR', 'channel': 'VARCHAR',
    'product class': 'VARCHAR', 'customer name': 'VARCHAR', 'customer tax number': 'VARCHAR',
    'consignee': 'VARCHAR', 'phone': 'VARCHAR', 'email': 'VARCHAR', 'address': 'VARCHAR',
    'received at': 'TIMESTAMP', 'ordered at': 'TIMESTAMP', 'created by': 'VARCHAR',
    'approved by': 'VARCHAR', 'approver role': 'VARCHAR', 'approved at': 'TIMESTAMP',
    'confirmed at': 'TIMESTAMP', 'promised date': 'DATE', 'payment method': 'VARCHAR',
    'currency': 'VARCHAR', 'net': 'DECIMAL(12,2)', 'tax': 'DECIMAL(12,2)',
    'total': 'DECIMAL(12,2)', 'status': 'VARCHAR', 'remark': 'VARCHAR'});
