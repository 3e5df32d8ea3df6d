.DEFAULT_GOAL := help
.PHONY: help run test check format migrate classpath bench cancel large decode fuzz evaluate accuracy

VERB ?= current

PHOTOS ?= ../shared/photos
IMAGES ?= ../shared/images
FOUND ?= target/fuzz
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

cancel: ## Prints how soon a cancelled clustering ends, by phase: make cancel SIZES="100000x512" (java on the path has to be 25)
	./mvnw -q -Pbench test-compile dependency:build-classpath -Dmdep.outputFile=target/bench-classpath
	java -Xmx10g --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
	  -cp target/bench-classes:target/classes:$$(cat target/bench-classpath) $(PACKAGE).clustering.CancellationBenchmark $(SIZES)

large: classpath ## Prints what runs, undo, explanations and newcomers cost in large batches: make large SIZES="20000" (java has to be 25)
	TEST_DATABASE=embedded $(JAVA) $(PACKAGE).grouping.LargeBatchBenchmark $(SIZES)

decode: classpath ## Prints what a photo costs by stage, and what decoding in processes of their own costs (java has to be 25)
	$(JAVA) $(PACKAGE).analysis.PhotoBenchmark $(PHOTOS)
	$(JAVA) $(PACKAGE).vision.PlacementBenchmark $(PHOTOS) 200 2 4

fuzz: classpath ## Analyses damaged copies of IMAGES for an hour and keeps what breaks the engine in FOUND (java has to be 25)
	$(JAVA) $(PACKAGE).analysis.MutationFuzzer $(IMAGES) 60 1 $(FOUND)

evaluate: classpath ## Measures grouping and quality on PHOTOS, a folder with a photos.csv (java on the path has to be 25)
	$(JAVA) $(PACKAGE).ImageClusteringApplication evaluate $(PHOTOS) photos.csv
	$(JAVA) $(PACKAGE).vision.QualityEvaluation $(PHOTOS)

accuracy: classpath ## Compares descriptors on PHOTOS, and tries the grouping on held-out groups and on IMAGES (java has to be 25)
	$(JAVA) $(PACKAGE).evaluation.DescriptorEvaluation $(PHOTOS)
	$(JAVA) $(PACKAGE).evaluation.GroupingValidation $(PHOTOS) $(IMAGES)/exif $(IMAGES)/formats
