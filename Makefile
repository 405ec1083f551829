# Every command sets this machine up first; ARGS goes to the command (make test ARGS="-k forms").
BOOTSTRAP = python3 build_scripts/bootstrap.py

.PHONY: demo run test check build screenshots
demo: ; $(BOOTSTRAP) demo $(ARGS)
run: ; $(BOOTSTRAP) run $(ARGS)
test: ; $(BOOTSTRAP) test $(ARGS)
check: ; $(BOOTSTRAP) check $(ARGS)
build: ; $(BOOTSTRAP) build $(ARGS)
screenshots: ; $(BOOTSTRAP) screenshots $(ARGS)
