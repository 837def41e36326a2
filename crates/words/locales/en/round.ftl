round-step-tables = Reading the application tables
round-step-documents = Reading agreements and attachments
round-step-pairing = Pairing and comparing
round-step-checking = Checking
round-step-writing = Writing reports
