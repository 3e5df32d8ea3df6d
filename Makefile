.DEFAULT_GOAL := help
.PHONY: help run test check format migrate classpath bench evaluate

VERB ?= current

PHOTOS ?= ../shared/photos
JAVA = java --enable-native-access=ALL-UNNAMED -cp target/test-classes:target/classes:$$(cat target/classpath)
PACKAGE = dev.imageclustering

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

migrate: ## Runs a verb of the migrations: make migrate VERB="history -v"
	./migrate $(VERB)

classpath:
	./mvnw -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath

bench: classpath ## Prints what clustering costs by the number of points (java on the path has to be 25)
	$(JAVA) $(PACKAGE).clustering.HdbscanBenchmark

evaluate: classpath ## Measures grouping and quality on PHOTOS, a folder with a photos.csv (java on the path has to be 25)
	$(JAVA) $(PACKAGE).ImageClusteringApplication evaluate $(PHOTOS) photos.csv
	$(JAVA) $(PACKAGE).vision.QualityEvaluation $(PHOTOS)
