# Reference inflation of group-sequential plans. Run: Rscript group-sequential.R > group-sequential.json
suppressMessages({library(jsonlite); library(rpact)})
plan <- function(spending, type, fractions, alpha, power) list(
  spending = spending, informationFractions = fractions, alpha = alpha, power = power,
  inflation = getDesignCharacteristics(getDesignGroupSequential(
    kMax = length(fractions), informationRates = fractions, alpha = alpha / 2, beta = 1 - power, sided = 1, typeOfDesign = type))$inflationFactor)
cat(toJSON(list(
  tool = paste(R.version.string, "and rpact", as.character(packageVersion("rpact"))),
  cases = list(
    plan("obrien-fleming", "OF", (1:5) / 5, 0.05, 0.8), plan("pocock", "P", (1:5) / 5, 0.05, 0.8),
    plan("lan-demets-obrien-fleming", "asOF", c(0.25, 0.6, 1), 0.05, 0.9), plan("lan-demets-pocock", "asP", c(0.5, 1), 0.01, 0.8)
  )
), auto_unbox = TRUE, digits = NA, pretty = TRUE), "\n")
