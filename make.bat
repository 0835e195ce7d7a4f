@echo off
rem The words of the Makefile for Windows: make demo, make test, make templates, make clean.
rem Needs Python 3.11 or newer from python.org ("py" launcher). Nothing is installed outside .venv.
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
set BIN=.venv\Scripts
if "%1"=="demo" goto demo
if "%1"=="test" goto test
if "%1"=="lint" goto test
if "%1"=="templates" goto templates
if "%1"=="clean" goto clean
echo make demo       sample sheets to Word documents, in the folder demo
echo make test       everything that must hold: lint, then the tests
echo make lint       style, types, and who may import whom
echo make templates  write templates anew (replaces the shipped ones)
echo make clean      remove what these words made
exit /b 0

:demo
call :install run . || exit /b 1
"%BIN%\jusoforms" demo demo
exit /b

:test
call :install test ".[test]" || exit /b 1
"%BIN%\ruff" check || exit /b 1
"%BIN%\ruff" format --check || exit /b 1
"%BIN%\mypy" || exit /b 1
"%BIN%\lint-imports" || exit /b 1
if "%1"=="lint" exit /b 0
"%BIN%\pytest"
exit /b

:templates
call :install run . || exit /b 1
"%BIN%\python" scripts\make_templates.py
exit /b

:clean
for %%d in (.venv build demo dist) do if exist %%d rmdir /s /q %%d
exit /b 0

:install
rem %1 stamp, %2 what to install; the stamp holds the pyproject.toml that was installed
fc /b pyproject.toml ".venv\%1.stamp" >nul 2>&1 && exit /b 0
if not exist "%BIN%\python.exe" py -3 -m venv .venv || exit /b 1
"%BIN%\python" -m pip --disable-pip-version-check --quiet install --editable "%~2" || exit /b 1
copy /y pyproject.toml ".venv\%1.stamp" >nul
exit /b 0
