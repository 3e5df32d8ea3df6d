.DEFAULT_GOAL := help
.PHONY: help run test check format

help: ## Lists the goals
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: ## Runs the service on port 8000 with an embedded PostgreSQL
	./mvnw spring-boot:run

test: ## Compiles with the static checks and runs every test
	./mvnw verify

check: ## Fails on unformatted code and on compiler warnings (Maven itself on a JDK 25)
	./mvnw -Pcheck spotless:check compile

format: ## Formats the code (Maven itself on a JDK 25)
	./mvnw -Pcheck spotless:apply
