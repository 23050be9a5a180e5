/*
 * forms_after: what the routes after the star take: the register, inspections,
 * revocation, complaints, filing for somebody (see form.h).
 */
#ifndef WEB_FORMS_AFTER_H
#define WEB_FORMS_AFTER_H

#define FORM_register_list(T) \
	T(LINE, status, 12, OPTIONAL) \
	T(LINE, after,  30, OPTIONAL)
#define FORM_extend(T) \
	T(DAY,  until, 10,   REQUIRED) \
	T(TEXT, why,   1000, REQUIRED)

#define FORMS_AFTER(F) \
	F(extend) \
	F(register_list)

#endif
