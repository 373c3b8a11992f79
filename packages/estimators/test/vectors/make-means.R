# Reference values of the estimators that work on means, for means.json.
# Made with R 4.2.2 and nothing but its base packages:  Rscript --vanilla make-means.R > means.json
# Everything is computed from the rows of the two arms below, by regression (lm), by definition or by
# solving for the root, never from moments.

i <- 1:40; j <- 1:60
C <- data.frame(x = (37*i) %% 101, s = i %% 3, den = 1 + (11*i) %% 7)
C$y <- (6*C$x + 10*((53*i) %% 29 - 14) + 400)/8; C$num <- (C$den*((3*(i-1)+5) %% 4)) %% 11
T <- data.frame(x = (41*j+13) %% 103, s = (j %/% 2) %% 3, den = 1 + (13*j+2) %% 7)
T$y <- (6*T$x + 10*((59*j) %% 31 - 15) + 440)/8; T$num <- (T$den*((3*(j-1)+5) %% 4)) %% 11
both <- rbind(cbind(C, arm = 0), cbind(T, arm = 1)); N <- nrow(both)

cases <- list()
add <- function(id, ...) cases[[id]] <<- list(...)
welch <- function(vc, dc, vt, dt) (vc+vt)^2/(vc^2/dc + vt^2/dt)
# Ends of {L : |d - L m| <= q sd(d - L m)} by bisection to either side of the estimate.
fieller <- function(d, vd, m, vm, c, q) {
  g <- function(L) (d - L*m)^2 - q^2*(vd - 2*L*c + L^2*vm)
  at <- d/m
  c(uniroot(g, c(at - 50, at), tol = 1e-15)$root, uniroot(g, c(at, at + 50), tol = 1e-15)$root)
}

# Lin: fully interacted regression, HC2.
for (covariates in list("x", c("x", "den"))) {
  X <- scale(as.matrix(both[covariates]), scale = FALSE)
  f <- lm(both$y ~ both$arm * X); M <- model.matrix(f); B <- solve(crossprod(M))
  V <- B %*% t(M) %*% diag(resid(f)^2/(1 - hatvalues(f))) %*% M %*% B
  one <- lm(reformulate(covariates, "y"), C); two <- lm(reformulate(covariates, "y"), T)
  at <- as.data.frame(as.list(colMeans(both[covariates])))
  gap <- coef(two)[-1] - coef(one)[-1]
  extra <- as.numeric(gap %*% cov(as.matrix(both[covariates])) %*% gap)/N
  vc <- predict(one, at, se.fit = TRUE)$se.fit^2; vt <- predict(two, at, se.fit = TRUE)$se.fit^2
  add(paste0("lin-", length(covariates)), effect = coef(f)[2], hc2Variance = V[2, 2], extraVariance = extra,
      controlMean = predict(one, at), controlSlopes = coef(one)[-1], treatmentSlopes = coef(two)[-1],
      momentVariance = vc + vt + extra,
      baseCovariance = -(var(C$y) - sum(coef(one)[-1]*cov(C[covariates], C$y)))/40 + sum(gap*cov(C[covariates], C$y))/N)
}

# One slope for all arms, and its lift over the raw control mean.
adjust <- function(c, t, theta, covariates) {
  grand <- colMeans(both[covariates]); k <- length(covariates)
  apart <- function(a, v) v - as.matrix(sweep(a[covariates], 2, grand)) %*% theta
  ac <- apart(C, c); at <- apart(T, t)
  vc <- var(ac)[1]/40; vt <- var(at)[1]/60; df <- welch(vc, 39 - k, vt, 59 - k); d <- mean(at) - mean(ac)
  list(theta = theta, difference = d, standardError = sqrt(vc+vt), df = df, p = 2*pt(-abs(d)/sqrt(vc+vt), df),
       lift = fieller(d, vc+vt, mean(c), var(c)/40, -cov(ac, c)[1]/40, qt(.975, df)),
       reduction = 1 - (vc+vt)/(var(c)/40 + var(t)/60))
}
do.call(add, c("cuped-1", adjust(C$y, T$y, coef(lm(y ~ arm + x, both))[3], "x")))
do.call(add, c("cuped-2", adjust(C$y, T$y, coef(lm(y ~ arm + x + den, both))[3:4], c("x", "den"))))
do.call(add, c("cuped-balanced", adjust(C$y, T$y,
  (cov(C$x, C$y)/40 + cov(T$x, T$y)/60)/(var(C$x)/40 + var(T$x)/60), "x")))

# A ratio adjusted by x: delta method with the gradient of num/den - theta x in the covariance of all three.
linear <- function(a) mean(a$num)/mean(a$den) + (a$num - mean(a$num)/mean(a$den)*a$den)/mean(a$den)
both$l <- c(linear(C), linear(T)); theta <- coef(lm(l ~ arm + x, both))[3]
delta <- function(a) { g <- c(1/mean(a$den), -mean(a$num)/mean(a$den)^2, -theta); (g %*% cov(a[c("num", "den", "x")]) %*% g)[1]/nrow(a) }
plain <- mean(C$num)/mean(C$den)
add("cuped-ratio", theta = theta, standardError = sqrt(delta(C) + delta(T)), controlRatio = plain,
    difference = mean(T$num)/mean(T$den) - plain - theta*(mean(T$x) - mean(C$x)))

# Strata.
w <- sapply(0:2, function(s) mean(both$s == s))
cell <- function(a, f) sapply(0:2, function(s) f(a$y[a$s == s]))
vc <- w^2*cell(C, var)/cell(C, length); vt <- w^2*cell(T, var)/cell(T, length)
d <- sum(w*(cell(T, mean) - cell(C, mean))); v <- sum(vc + vt)
df <- v^2/sum(vc^2/(cell(C, length) - 1) + vt^2/(cell(T, length) - 1))
add("post-stratified", difference = d, standardError = sqrt(v), df = df, p = 2*pt(-abs(d)/sqrt(v), df),
    interval = d + c(-1, 1)*qt(.975, df)*sqrt(v), controlMean = sum(w*cell(C, mean)),
    lift = fieller(d, v, sum(w*cell(C, mean)), sum(vc), -sum(vc), qt(.975, df)))

# History of every fifth unit unknown.
gone <- c(i, j) %% 5 == 0; known <- ifelse(gone, mean(both$x[!gone]), both$x)
g <- lm(both$y ~ both$arm + known + gone); off <- lm(both$y ~ both$arm + ifelse(gone, -1000, both$x) + gone)
add("imputed", effect = coef(g)[2], theta = coef(g)[3:4], effectWithAnyStandIn = coef(off)[2])
add("missing-shares", chiSquare = prop.test(c(90, 130, 101), c(1000, 1100, 990), correct = FALSE)$p.value,
    fisher = fisher.test(matrix(c(1, 39, 8, 52), 2))$p.value)

# Lift of means.
q <- qnorm(.975); vc <- var(C$y)/40; vt <- var(T$y)/60; r <- mean(T$y)/mean(C$y)
se <- sqrt(vt/mean(C$y)^2 + mean(T$y)^2*vc/mean(C$y)^4)
add("lift", log = exp(log(r) + c(-1, 1)*q*sqrt(vt/mean(T$y)^2 + vc/mean(C$y)^2)) - 1, delta = r - 1 + c(-1, 1)*q*se,
    deltaT = r - 1 + c(-1, 1)*qt(.975, t.test(T$y, C$y)$parameter)*se)

# Quantiles of several values per unit: unit u of 90 or 120 has 1 + (u mod 4) values.
clustered <- function(n, shift) lapply(1:n, function(u) ((37*u + 17*(1:(1 + u %% 4))) %% 101 + 11*(u %% 13))^2/50 + u/8 + shift)
for (q in c(.5, .8)) {
  band <- function(units) {
    x <- sort(unlist(units)); M <- length(x); n <- length(units); e <- x[ceiling(M*q - 1e-9)]
    below <- sapply(units, function(v) sum(v <= e)); size <- lengths(units); r <- sum(below)/M
    sd <- sqrt(var(below - r*size)/n)/mean(size)
    lo <- floor((M+1)*(q - qnorm(.975)*sd)); hi <- ceiling((M+1)*(q + qnorm(.975)*sd))
    list(e = e, lo = lo, hi = hi, se = (x[hi] - x[lo])*(M+1)*sd/(hi - lo), tied = mean(sapply(units, function(v) e %in% v)))
  }
  a <- band(clustered(90, 0)); b <- band(clustered(120, 9)); df <- welch(a$se^2, 89, b$se^2, 119); d <- b$e - a$e; se <- sqrt(a$se^2+b$se^2)
  add(paste0("quantile-", q), estimates = c(a$e, b$e), ranks = c(a$lo, a$hi, b$lo, b$hi), standardErrors = c(a$se, b$se),
      tied = c(a$tied, b$tied), difference = d, p = 2*pt(-abs(d)/se, df), interval = d + c(-1, 1)*qt(.975, df)*se,
      lift = fieller(d, se^2, a$e, a$se^2, -a$se^2, qt(.975, df)))
}

# Cutting off at pooled quantiles, of all units and of those with a value.
Y <- c(C$y, T$y); b <- unname(quantile(Y, c(.05, .95))); cut <- function(v) pmin(pmax(v, b[1]), b[2])
V <- c(C$num, T$num); nz <- quantile(V[V != 0], .9)
add("winsorized", bounds = b, means = c(mean(cut(C$y)), mean(cut(T$y))), variances = c(var(cut(C$y)), var(cut(T$y))),
    nonzeroHigh = nz, allHigh = quantile(V, .9))

text <- function(v) { v <- unname(unlist(v)); n <- paste(sprintf("%.17g", v), collapse = ", "); if (length(v) > 1) paste0("[", n, "]") else n }
lines <- sapply(names(cases), function(id) paste0('  "', id, '": { ',
  paste0('"', names(cases[[id]]), '": ', sapply(cases[[id]], text), collapse = ", "), " }"))
rows <- function(a) paste0("{ ", paste0('"', names(a), '": ', sapply(a, function(v) paste0("[", paste(v, collapse = ", "), "]")), collapse = ", "), " }")
cat('{\n "madeWith": "make-means.R, R ', R.version$major, ".", R.version$minor, '",\n "control": ', rows(C), ',\n "treatment": ', rows(T),
    ',\n "cases": {\n', paste(lines, collapse = ",\n"), "\n }\n}\n", sep = "")
