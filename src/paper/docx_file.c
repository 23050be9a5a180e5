/*
 * docx_file: the parts of a DOCX around its text: kinds, relations, one style,
 * the page number above, the words of a sample below.
 */
#include "base/buf.h"
#include "paper/blank_inside.h"
#include "paper/zip.h"

#define TYPE(part, name) "<Override PartName=\"/word/" part ".xml\" ContentType=\"application/vnd." \
	"openxmlformats-officedocument.wordprocessingml." name "+xml\"/>"
#define REL(id, name, target) "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/" \
	"officeDocument/2006/relationships/" name "\" Target=\"" target "\"/>"
#define RELS(x) DOCX_XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/" \
	"relationships\">" x "</Relationships>"

static const char types_xml[] = DOCX_XML
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships"
    "+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    TYPE("document", "document.main") TYPE("styles", "styles") TYPE("header1", "header")
    TYPE("footer1", "footer") TYPE("footer2", "footer") "</Types>";
static const char top_rels[] = RELS(REL("rId1", "officeDocument", "word/document.xml"));
static const char rels[] = RELS(REL("rId1", "styles", "styles.xml") REL("rId2", "header",
    "header1.xml") REL("rId3", "footer", "footer1.xml") REL("rId4", "footer", "footer2.xml"));
static const char styles_xml[] = DOCX_XML "<w:styles " DOCX_NS "><w:docDefaults><w:rPrDefault><w:rPr>"
    "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" "
    "w:eastAsia=\"Times New Roman\"/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/><w:lang "
    "w:val=\"vi-VN\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type=\"paragraph\" "
    "w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>";
/* The number of the page above it, from the second page on (NĐ 30/2020). */
static const char header_xml[] = DOCX_XML "<w:hdr " DOCX_NS "><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>"
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:hdr>";

static struct str
footer_xml(struct arena *mem, bool sample)
{
	struct buf b = buf_new(mem, 4 * KIB);

	buf_lit(&b, DOCX_XML "<w:ftr " DOCX_NS "><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>");
	if (sample)
		buf_lit(&b, "<w:r><w:rPr><w:b/><w:sz w:val=\"18\"/></w:rPr><w:t>DỮ LIỆU MẪU – KHÔNG CÓ GIÁ "
		    "TRỊ PHÁP LÝ</w:t></w:r>");
	buf_lit(&b, "</w:p></w:ftr>");
	return buf_str(&b);
}

enum rc
docx_file(struct str document, const struct blank_about *about, struct fault *fault,
    struct str *out)
{
	struct str footer = footer_xml(about->mem, about->sample);
	struct zip_part parts[] = { { "[Content_Types].xml", str_c(types_xml) },
		{ "_rels/.rels", str_c(top_rels) }, { "word/document.xml", document },
		{ "word/_rels/document.xml.rels", str_c(rels) },
		{ "word/styles.xml", str_c(styles_xml) }, { "word/header1.xml", str_c(header_xml) },
		{ "word/footer1.xml", footer }, { "word/footer2.xml", footer } };

	return zip_make(parts, sizeof(parts) / sizeof(parts[0]), about->mem, fault, out);
}
