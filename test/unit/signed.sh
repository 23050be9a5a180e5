#!/bin/bash
# signed.sh DIR: certificates and an outside signer for the unit test of signed
# PDFs: roots A and B, a signer under A (RSA 2048), a weak one (RSA 1024), one on
# P-256, all made now; and the NSS database that poppler's pdfsig signs with.
set -eu
cd "$1"
root() { # NAME
	openssl req -x509 -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.pem" -days 3650 \
		-subj "/O=Mẫu/CN=Gốc Mẫu $1" -utf8 -addext basicConstraints=critical,CA:TRUE
}
leaf() { # NAME ROOT NEWKEY… : a signer
	local name=$1 by=$2
	shift 2
	openssl req -new -nodes -keyout "$name.key" -out "$name.csr" -utf8 -subj "/O=Mẫu/CN=Người ký $name" "$@"
	openssl x509 -req -in "$name.csr" -CA "$by.pem" -CAkey "$by.key" -CAcreateserial -days 1000 -out "$name.pem" \
		-extfile <(printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,nonRepudiation\n')
}
root A
root B
leaf rsa A -newkey rsa:2048
leaf short A -newkey rsa:1024
leaf curve A -newkey ec -pkeyopt ec_paramgen_curve:P-256
leaf second A -newkey rsa:2048
list() { # NAME ROOT [REVOKED…]: a list of revoked certificates that holds for 30 days
	local name=$1 by=$2 config=$1.cnf cert
	shift 2
	: >"$name.index"
	echo 01 >"$name.number"
	printf '[ca]\ndefault_ca=x\n[x]\ndatabase=%s.index\ncrlnumber=%s.number\ndefault_md=sha256\n' \
		"$name" "$name" >"$config"
	for cert; do
		openssl ca -config "$config" -cert "$by.pem" -keyfile "$by.key" -revoke "$cert.pem"
	done
	openssl ca -gencrl -config "$config" -cert "$by.pem" -keyfile "$by.key" -crldays 30 -out "$name.crl"
	openssl crl -in "$name.crl" -outform DER -out "$name.der"
}
list clear A
list named A rsa
list other B
mkdir nss
certutil -N -d sql:nss --empty-password
certutil -A -d sql:nss -n root -t CT,CT,CT -i A.pem
for name in rsa second; do
	openssl pkcs12 -export -inkey $name.key -in $name.pem -name $name -out $name.p12 -passout pass:x
	pk12util -d sql:nss -i $name.p12 -W x -K ''
done
