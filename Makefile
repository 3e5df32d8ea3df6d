.DEFAULT_GOAL := help
.PHONY: help run test check format migrate classpath bench evaluate

VERB ?= current

PHOTOS ?= ../shared/photos
JAVA = java --enable-native-access=ALL-UNNAMED -cp target/test-classes:target/classes:$$(cat target/classpath)
SIZES ?=
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

bench: ## Prints the CPU-seconds of clustering beside those of its peers: make bench SIZES="20000x512" (java on the path has to be 25)
	./mvnw -q -Pbench test-compile dependency:build-classpath -Dmdep.outputFile=target/bench-classpath
	java -Xmx10g --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
	  -cp target/bench-classes:target/classes:$$(cat target/bench-classpath) $(PACKAGE).clustering.HdbscanBenchmark $(SIZES)

evaluate: classpath ## Measures descriptor and quality on PHOTOS, a folder with a photos.csv (java on the path has to be 25)
	$(JAVA) $(PACKAGE).vision.DescriptorEvaluation $(PHOTOS)
	$(JAVA) $(PACKAGE).vision.QualityEvaluation $(PHOTOS)
