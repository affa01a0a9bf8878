# A thin layer over ziping; everything here works without make too: python -m generator …
PYTHON ?= python3
VENV   := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.DEFAULT_GOAL := help
.PHONY: help report open all draft reviewed working public ledger show list check fix explain missing impact new-year new sheet pull take watch diff verify summary deliver schema test cover lint bench clean

help:  ## 列出命令
	@printf '用法：\n'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do printf '%-16s%s\n' "$$name" "$$what"; done

report: $(VENV)/.installed  ## 写出报告：make report AGENCY=kuichong YEAR=2024；加 FORMAT=docx,pdf 另写别的格式
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping report $(AGENCY) $(YEAR) $(if $(FORMAT),--format $(FORMAT))

open: $(VENV)/.installed  ## 在浏览器里看报告，每个数都有来历：make open AGENCY=kuichong YEAR=2024；加 DRAFT=1 看草稿
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping open $(AGENCY) $(YEAR) $(if $(DRAFT),--draft)

all: $(VENV)/.installed  ## 写出所有单位的报告：make all YEAR=2023（不写 YEAR 就是全部年度）；加 FORMAT=docx,pdf 另写别的格式，加 EDITION=公开版 写公开版
	@$(BIN)/ziping all $(if $(YEAR),--year $(YEAR)) $(if $(FORMAT),--format $(FORMAT)) $(if $(EDITION),--edition $(EDITION))

draft: $(VENV)/.installed  ## 写出草稿，待填处标黄：make draft AGENCY=kuichong YEAR=2024
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping report $(AGENCY) $(YEAR) --draft

reviewed: $(VENV)/.installed  ## 写出复核评分表：make reviewed AGENCY=kuichong YEAR=2024
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping report $(AGENCY) $(YEAR) --reviewed

working: $(VENV)/.installed  ## 写出底稿，每个数有批注写明来历：make working AGENCY=kuichong YEAR=2024
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping report $(AGENCY) $(YEAR) --edition 底稿

public: $(VENV)/.installed  ## 写出公开版，不公开的不印：make public AGENCY=kuichong YEAR=2024；加 FORMAT=docx,html 另写别的格式
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping report $(AGENCY) $(YEAR) --edition 公开版 $(if $(FORMAT),--format $(FORMAT))

ledger: $(VENV)/.installed  ## 写出数字台账，每个数都是活的公式：make ledger AGENCY=kuichong YEAR=2024
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping report $(AGENCY) $(YEAR) --format ledger

show: $(VENV)/.installed  ## 看中间结果：make show AGENCY=kuichong YEAR=2024 STAGE=score
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping show $(AGENCY) $(YEAR) --stage $(or $(STAGE),score)

explain: $(VENV)/.installed  ## 这一分为什么扣：make explain AGENCY=kuichong YEAR=2024 INDICATOR=编外人员控制率（不写列出全部扣分）
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping explain $(AGENCY) $(YEAR) $(INDICATOR)

list: $(VENV)/.installed  ## 列出各单位和年度
	@$(BIN)/ziping list

missing: $(VENV)/.installed  ## 还缺什么：make missing AGENCY=kuichong YEAR=2025
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping missing $(AGENCY) $(YEAR)

impact: $(VENV)/.installed  ## 改规则以前看影响：make impact BASE=main，或 RULES=草稿.yaml；FORMAT=xlsx OUT=影响.xlsx 写成表格
	@$(BIN)/ziping impact $(if $(BASE),--base $(BASE)) $(if $(RULES),--rules "$(RULES)") $(if $(YEAR),--year $(YEAR)) $(if $(ONLY),--only "$(ONLY)") $(if $(FORMAT),--format $(FORMAT)) $(if $(OUT),-o "$(OUT)")

new-year: $(VENV)/.installed  ## 由上年的文件写出新一年的：make new-year AGENCY=kuichong
	$(call need,AGENCY)
	@$(BIN)/ziping new-year $(AGENCY) $(if $(YEAR),--year $(YEAR))

new: $(VENV)/.installed  ## 新单位的第一份文件：make new AGENCY=shili RULES=shenzhen/2024 FORM=dapeng
	$(call need,AGENCY)
	$(call need,RULES)
	$(call need,FORM)
	@$(BIN)/ziping new $(AGENCY) --rules $(RULES) --form $(FORM) $(if $(YEAR),--year $(YEAR)) $(if $(NAME),--name $(NAME))

check: $(VENV)/.installed  ## 查出全部问题：make check，或 make check AGENCY=kuichong YEAR=2024
	@$(BIN)/ziping check $(AGENCY) $(YEAR)

sheet: $(VENV)/.installed  ## 写出 Excel 填报表：make sheet AGENCY=kuichong YEAR=2024
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping sheet $(AGENCY) $(YEAR)

verify: $(VENV)/.installed  ## 核对交回来的 Word：make verify FILE=交回来的.docx
	@test -n "$(FILE)" || { echo "请写明 FILE，例如：make verify FILE=交回来的.docx"; exit 2; }
	@$(BIN)/ziping verify "$(FILE)"

pull: $(VENV)/.installed  ## 读回填好的表：make pull SHEET=build/kuichong/2024/facts.xlsx，先看改动；加 WRITE=1 写入
	@test -n "$(SHEET)" || { echo "请写明 SHEET，例如：make pull SHEET=build/kuichong/2024/facts.xlsx"; exit 2; }
	@$(BIN)/ziping pull "$(SHEET)" $(if $(WRITE),--write)

take: $(VENV)/.installed  ## 收回 Word 里的修改：make take FILE=build/kuichong/2024/report.docx，先看改动；加 WRITE=1 写入
	@test -n "$(FILE)" || { echo "请写明 FILE，例如：make take FILE=build/kuichong/2024/report.docx"; exit 2; }
	@$(BIN)/ziping take "$(FILE)" $(if $(WRITE),--write)

watch: $(VENV)/.installed  ## 边改边看，保存就重新写出：make watch AGENCY=kuichong YEAR=2024
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping watch $(AGENCY) $(YEAR)

diff: $(VENV)/.installed  ## 报告哪里变了：make diff AGENCY=kuichong YEAR=2024 BASE=main；加 DOCX=1 写出修订稿
	$(call need,AGENCY)
	$(call need,YEAR)
	@$(BIN)/ziping diff $(AGENCY) $(YEAR) $(if $(BASE),--base $(BASE)) $(if $(DOCX),--docx)

summary: $(VENV)/.installed  ## 写出一年的汇总表：make summary YEAR=2023
	$(call need,YEAR)
	@$(BIN)/ziping summary --year $(YEAR) $(if $(ONLY),--only '$(ONLY)')

deliver: $(VENV)/.installed  ## 用正式名称交付写好的报告：make deliver YEAR=2023 TO=交付
	$(call need,YEAR)
	@test -n "$(TO)" || { echo "请写明 TO，例如：make deliver YEAR=2023 TO=交付"; exit 2; }
	@$(BIN)/ziping deliver "$(TO)" --year $(YEAR) $(if $(ONLY),--only '$(ONLY)')

schema: $(VENV)/.installed  ## 写出编辑器补全和检查要用的 JSON Schema
	@$(BIN)/ziping schema

fix: $(VENV)/.installed  ## 改正写法：make fix AGENCY=kuichong YEAR=2024，先看改动；加 WRITE=1 写入
	@$(BIN)/ziping fix $(AGENCY) $(YEAR) $(if $(WRITE),--write)

test: $(VENV)/.developing  ## 运行全部测试
	@$(BIN)/python -m pytest -n auto

cover: $(VENV)/.developing  ## 运行测试并量分支覆盖率
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term-missing:skip-covered

lint: $(VENV)/.developing  ## 检查代码写法和类型
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: $(VENV)/.developing  ## 与别的做法并排计时：make bench，只测几项 make bench ARGS="--items 1,2"
	@$(BIN)/python -m tests.bench $(ARGS)

clean:  ## 删去虚拟环境和各种缓存（报告不动）
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

need = @test -n "$($(1))" || { echo "请写明 $(1)，例如：make $@ AGENCY=kuichong YEAR=2024"; exit 2; }

$(VENV)/.made:
	@echo '第一次使用，正在准备运行环境……'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
