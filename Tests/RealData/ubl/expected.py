"""What the UBL documents say, read without Paicha: xml.etree and the names of UBL, exact decimals.

    expected.py FOLDER            the table: document, field, value
    expected.py FOLDER OUTPUTS    compares it with what `paicha inspect` said of each document

OUTPUTS holds, under the document's own name, `.jsonl` (standard output), `.err` and `.status`. A line
of a document that is not read as it should be is printed, and the exit status is then 1.

The examples are not always what one would expect; none of this is Paicha's to correct:

- An identifier of a line is a text. All invoices of UBL 2.0 call their only line "A", which is no line
  number: that field is to be unreadable, and the line is to be kept.
- Seven examples of UBL 2.0 are one and the same invoice, under other prefixes (NS1 to NS4) or with a
  signature. Prefixes mean nothing: in NS4 one of them stands for two namespaces.
- No document of UBL 2.0 states a currency or a total with tax: the currency is that of the payable
  amount, and the payable amount is the total. The trivial invoice of 2.1 has neither net nor tax.
- The order of UBL 2.0 has 100 pieces at 100.00 for 100.00. The order of 2.1 has a tax of 100, while its
  lines bear 10 each, and is payable without it. The price of the second line of Peppol's allowance
  example is for two pieces. So prices times quantities are not compared with anything here.
- Allowances and charges on a whole document are in its net and not in its lines, so lines need not add
  up to it: 100 in the lines of the invoice of UBL 2.0, 90 net.
- The invoice and the credit note of UBL 2.1 round their total with tax: 1436.5 and 292.20 are 1729.
- Peppol's allowance example states its tax twice, in EUR and again in SEK, the currency of accounts.
- Peppol's example of a sales order gives "NA" as the number of the order, for there is none. Four of
  its invoices are numbered Snippet1, as is the credit note that corrects Snippet1, and two Vat-Z.
- The credit note of UBL 2.0 names the invoice that it corrects in its line, not at its head.
- The order response of UBL 2.1 has lines without a quantity, a product code or a name: only
  descriptions, which stand in for the names.
"""

import json
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMES = {"a": UBL + "CommonAggregateComponents-2", "b": UBL + "CommonBasicComponents-2"}
# Kinds of documents that lie there too, of which nothing is declared.
OTHERS = {"OrderChange", "OrderCancellation", "OrderResponseSimple", "Signature"}


def text(element, *paths):
    """The text at the first of the paths at which there is any."""
    for path in paths:
        found = None if element is None else element.find(path, NAMES)
        if found is not None and (found.text or "").strip():
            return found.text.strip()
    return None


def number(element, *paths, sign=1):
    value = text(element, *paths)
    return None if value is None else sign * Decimal(value)


def attribute(element, path, name):
    found = element.find(path, NAMES)
    return None if found is None else found.get(name)


def line_number(element, path):
    """An identifier as a number, or None for one that is none."""
    value = text(element, path)
    try:
        return Decimal(value)
    except (InvalidOperation, TypeError):
        return None


def name(document, *roles):
    """What the party is called that has the first of the roles that anybody has."""
    for role in roles:
        party = document.find(f"a:{role}/a:Party", NAMES)
        if party is not None:
            return text(
                party, "a:PartyName/b:Name", "a:PartyLegalEntity/b:RegistrationName",
                "a:PartyTaxScheme/b:RegistrationName", "a:PartyIdentification/b:ID",
            )
    return None


def share(line):
    """The tax rate of a line as a share: 25 percent is 0.25."""
    for path in (
        "a:Item/a:ClassifiedTaxCategory/b:Percent",
        "a:TaxTotal/a:TaxSubtotal/a:TaxCategory/b:Percent",
    ):
        percent = number(line, path)
        if percent is not None:
            return percent / 100
    return None


def tax_number(document, role):
    party = document.find(f"a:{role}/a:Party", NAMES)
    return text(party, "a:PartyTaxScheme/b:CompanyID", "a:PartyLegalEntity/b:CompanyID")


def currency(document, totals):
    stated = text(document, "b:DocumentCurrencyCode")
    return stated or attribute(document, f"a:{totals}/b:PayableAmount", "currencyID")


def item(line, field="product name"):
    """The fields of a line that say what it is about."""
    thing = line.find("a:Item", NAMES)
    return {
        field: text(thing, "b:Name", "b:Description"),
        "product code": text(
            thing, "a:SellersItemIdentification/b:ID", "a:StandardItemIdentification/b:ID",
            "a:BuyersItemIdentification/b:ID",
        ),
    }


def measured(line, path, sign=1):
    return {
        "unit": attribute(line, path, "unitCode"),
        "quantity": number(line, path, sign=sign),
    }


def order_id(document, line=None):
    of_line = None
    if line is not None:
        of_line = text(line, "a:OrderLineReference/a:OrderReference/b:ID")
    return of_line or text(document, "a:OrderReference/b:ID")


def order(document):
    totals = document.find("a:AnticipatedMonetaryTotal", NAMES)
    yield "order", {
        "id": text(document, "b:ID"),
        "ordered at": text(document, "b:IssueDate"),
        "contract id": text(document, "a:Contract/b:ID"),
        "customer name": name(document, "BuyerCustomerParty"),
        "customer tax number": tax_number(document, "BuyerCustomerParty"),
        "seller name": name(document, "SellerSupplierParty"),
        "promised date": text(document, "a:Delivery/a:RequestedDeliveryPeriod/b:EndDate"),
        "currency": currency(document, "AnticipatedMonetaryTotal"),
        "net": number(totals, "b:TaxExclusiveAmount", "b:LineExtensionAmount"),
        "tax": number(document, "a:TaxTotal/b:TaxAmount"),
        "total": number(totals, "b:TaxInclusiveAmount", "b:PayableAmount"),
    }
    for around in document.findall("a:OrderLine", NAMES):
        line = around.find("a:LineItem", NAMES)
        yield "order line", {
            "order id": text(document, "b:ID"),
            "line number": line_number(line, "b:ID"),
            **item(line),
            **measured(line, "b:Quantity"),
            "unit price": number(line, "a:Price/b:PriceAmount"),
            "amount": number(line, "b:LineExtensionAmount"),
        }


def order_response(document):
    yield "order response", {
        "id": text(document, "b:ID"),
        "order id": order_id(document),
        "issued date": text(document, "b:IssueDate"),
        "response code": text(document, "b:OrderResponseCode"),
        "seller name": name(document, "SellerSupplierParty"),
        "customer name": name(document, "BuyerCustomerParty"),
        "currency": currency(document, "LegalMonetaryTotal"),
        "total": number(
            document, "a:LegalMonetaryTotal/b:TaxInclusiveAmount",
            "a:LegalMonetaryTotal/b:PayableAmount",
        ),
    }
    for around in document.findall("a:OrderLine", NAMES):
        line = around.find("a:LineItem", NAMES)
        yield "order response line", {
            "order response id": text(document, "b:ID"),
            "order id": order_id(document),
            "line number": line_number(line, "b:ID"),
            **item(line),
            **measured(line, "b:Quantity"),
            "unit price": number(line, "a:Price/b:PriceAmount"),
            "amount": number(line, "b:LineExtensionAmount"),
        }


def despatch_advice(document):
    yield "shipment", {
        "id": text(document, "b:ID"),
        "order id": order_id(document),
        "created date": text(document, "b:IssueDate"),
        "supplier name": name(document, "SellerSupplierParty", "DespatchSupplierParty"),
        "customer name": name(document, "BuyerCustomerParty", "DeliveryCustomerParty"),
    }
    for line in document.findall("a:DespatchLine", NAMES):
        yield "shipment line", {
            "shipment id": text(document, "b:ID"),
            "order id": order_id(document, line),
            "line number": line_number(line, "b:ID"),
            **item(line),
            **measured(line, "b:DeliveredQuantity"),
        }


def receipt_advice(document):
    yield "receipt", {
        "id": text(document, "b:ID"),
        "order id": order_id(document),
        "shipment id": text(document, "a:DespatchDocumentReference/b:ID"),
        "received date": text(
            document, "a:Shipment/a:Delivery/b:ActualDeliveryDate", "b:IssueDate"
        ),
        "supplier name": name(document, "SellerSupplierParty", "DespatchSupplierParty"),
        "customer name": name(document, "BuyerCustomerParty", "DeliveryCustomerParty"),
    }
    for line in document.findall("a:ReceiptLine", NAMES):
        yield "receipt line", {
            "receipt id": text(document, "b:ID"),
            "order id": order_id(document, line),
            "line number": line_number(line, "b:ID"),
            **item(line),
            **measured(line, "b:ReceivedQuantity"),
            "short quantity": number(line, "b:ShortQuantity"),
            "rejected quantity": number(line, "b:RejectedQuantity"),
        }


def invoice(document, sign=1, lines="InvoiceLine", quantity="InvoicedQuantity"):
    totals = document.find("a:LegalMonetaryTotal", NAMES)
    corrected = "a:BillingReference/a:InvoiceDocumentReference/b:ID"
    yield "invoice", {
        "id": text(document, "b:ID"),
        "code": None,
        "number": text(document, "b:ID"),
        "order id": order_id(document),
        "kind": None,
        "status": None,
        "original number": text(document, corrected, f"a:{lines}/{corrected}"),
        "issued date": text(document, "b:IssueDate"),
        "buyer name": name(document, "AccountingCustomerParty"),
        "buyer tax number": tax_number(document, "AccountingCustomerParty"),
        "seller name": name(document, "AccountingSupplierParty"),
        "seller tax number": tax_number(document, "AccountingSupplierParty"),
        "currency": currency(document, "LegalMonetaryTotal"),
        "net": number(totals, "b:TaxExclusiveAmount", sign=sign),
        "tax": number(document, "a:TaxTotal/b:TaxAmount", sign=sign),
        "total": number(totals, "b:TaxInclusiveAmount", "b:PayableAmount", sign=sign),
        "payable": number(totals, "b:PayableAmount", sign=sign),
    }
    for line in document.findall(f"a:{lines}", NAMES):
        yield "invoice line", {
            "invoice id": text(document, "b:ID"),
            "order id": order_id(document, line),
            "line number": line_number(line, "b:ID"),
            **item(line, "goods name"),
            **measured(line, f"b:{quantity}", sign),
            "unit price": number(line, "a:Price/b:PriceAmount"),
            "net": number(line, "b:LineExtensionAmount", sign=sign),
            "tax": number(line, "a:TaxTotal/b:TaxAmount", sign=sign),
            "tax rate": share(line),
        }


def credit_note(document):
    """An invoice that takes back: what it states has the other sign there."""
    return invoice(document, -1, "CreditNoteLine", "CreditedQuantity")


KINDS = {
    "Order": order,
    "OrderResponse": order_response,
    "DespatchAdvice": despatch_advice,
    "ReceiptAdvice": receipt_advice,
    "Invoice": invoice,
    "CreditNote": credit_note,
}


def documents(folder):
    """For each document its path, kind, and records: of each the entity and the fields."""
    for path in sorted(Path(folder).glob("**/*.xml")):
        root = ElementTree.parse(path).getroot()
        namespace, _, kind = root.tag[1:].partition("}")
        if kind in KINDS and namespace == f"{UBL}{kind}-2":
            yield path, kind, list(KINDS[kind](root))
        elif kind in OTHERS:
            yield path, kind, None
        else:
            sys.exit(f"{path}: nothing is known here of '{kind}' in '{namespace}'")


def is_same(expected, actual):
    """A date may be said with a midnight behind it, for where a date-time is asked for."""
    if isinstance(expected, Decimal):
        try:
            return not isinstance(actual, bool) and Decimal(str(actual)) == expected
        except InvalidOperation:
            return False
    if isinstance(expected, str) and isinstance(actual, str):
        return actual == expected or actual in (f"{expected}T00:00:00", f"{expected} 00:00:00")
    return actual is expected


def compare(folder, outputs):
    counts = Counter()
    differences = []
    for path, kind, records in documents(folder):
        where = path.relative_to(folder)
        output = Path(outputs) / where
        said, status = read(output)

        def differ(message):
            differences.append(f"{where}: {message}")

        if status not in (0, 1, 2):
            differ(f"the program ended with {status}")
        if said is None:
            differ("what the program printed is no JSON")
            continue
        if records is None:
            counts["others"] += 1
            for record in said:
                if record.get("entity") is not None:
                    differ(f"a document of the kind {kind} was read as '{record['entity']}'")
                    break
            continue
        counts["documents"] += 1
        counts["lines"] += len(records) - 1
        if status == 2:
            error = output.with_name(output.name + ".err").read_text(encoding="utf-8").strip()
            differ(f"the program could not read it: {error or 'without a word'}")
        entities = [record.get("entity") for record in said]
        if entities != [entity for entity, _ in records]:
            differ(f"expected the records {[entity for entity, _ in records]}, got {entities}")
            continue
        for number_of_line, ((entity, fields), record) in enumerate(zip(records, said)):
            place = entity if number_of_line == 0 else f"{entity} {number_of_line}"
            for field, expected in fields.items():
                counts["values"] += 1
                actual = record.get("fields", {}).get(field)
                if not is_same(expected, actual):
                    differ(f"{place}, {field}: expected {shown(expected)}, got {shown(actual)}")
    for difference in differences:
        print(difference)
    print(
        f"UBL: {counts['documents']} documents with {counts['lines']} lines, "
        f"{counts['values']} values compared, {counts['others']} documents of other kinds; "
        f"{len(differences)} differences"
    )
    if not counts["documents"]:
        print("there is nothing to compare", file=sys.stderr)
    return 1 if differences or not counts["documents"] else 0


def read(output):
    """The records the program printed, or None if they are no JSON, and how it ended."""
    status = int(output.with_name(output.name + ".status").read_text())
    lines = output.with_name(output.name + ".jsonl").read_text(encoding="utf-8").splitlines()
    try:
        return [json.loads(line, parse_float=Decimal) for line in lines if line.strip()], status
    except json.JSONDecodeError:
        return None, status


def shown(value):
    return "nothing" if value is None else f"'{value}'"


def table(folder):
    for path, kind, records in documents(folder):
        where = path.relative_to(folder)
        if records is None:
            print(where, kind, "is not read", sep="\t")
        for index, (entity, fields) in enumerate(records or []):
            for field, value in fields.items():
                place = entity if index == 0 else f"{entity} {index}"
                print(where, place, field, "" if value is None else value, sep="\t")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        table(sys.argv[1])
    elif len(sys.argv) == 3:
        sys.exit(compare(sys.argv[1], sys.argv[2]))
    else:
        sys.exit(__doc__.split("\n\n")[1])
