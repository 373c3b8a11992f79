import {createRequire as __cr} from "node:module"; const require=__cr(import.meta.url);
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// ../../node_modules/.pnpm/jstat@1.9.6/node_modules/jstat/dist/jstat.js
var require_jstat = __commonJS({
  "../../node_modules/.pnpm/jstat@1.9.6/node_modules/jstat/dist/jstat.js"(exports, module) {
    (function(window, factory) {
      if (typeof exports === "object") {
        module.exports = factory();
      } else if (typeof define === "function" && define.amd) {
        define(factory);
      } else {
        window.jStat = factory();
      }
    })(exports, function() {
      var jStat = (function(Math2, undefined2) {
        var concat = Array.prototype.concat;
        var slice = Array.prototype.slice;
        var toString = Object.prototype.toString;
        function calcRdx(n, m) {
          var val = n > m ? n : m;
          return Math2.pow(
            10,
            17 - ~~(Math2.log(val > 0 ? val : -val) * Math2.LOG10E)
          );
        }
        var isArray = Array.isArray || function isArray2(arg) {
          return toString.call(arg) === "[object Array]";
        };
        function isFunction(arg) {
          return toString.call(arg) === "[object Function]";
        }
        function isNumber(num) {
          return typeof num === "number" ? num - num === 0 : false;
        }
        function toVector(arr) {
          return concat.apply([], arr);
        }
        function jStat2() {
          return new jStat2._init(arguments);
        }
        jStat2.fn = jStat2.prototype;
        jStat2._init = function _init(args) {
          if (isArray(args[0])) {
            if (isArray(args[0][0])) {
              if (isFunction(args[1]))
                args[0] = jStat2.map(args[0], args[1]);
              for (var i = 0; i < args[0].length; i++)
                this[i] = args[0][i];
              this.length = args[0].length;
            } else {
              this[0] = isFunction(args[1]) ? jStat2.map(args[0], args[1]) : args[0];
              this.length = 1;
            }
          } else if (isNumber(args[0])) {
            this[0] = jStat2.seq.apply(null, args);
            this.length = 1;
          } else if (args[0] instanceof jStat2) {
            return jStat2(args[0].toArray());
          } else {
            this[0] = [];
            this.length = 1;
          }
          return this;
        };
        jStat2._init.prototype = jStat2.prototype;
        jStat2._init.constructor = jStat2;
        jStat2.utils = {
          calcRdx,
          isArray,
          isFunction,
          isNumber,
          toVector
        };
        jStat2._random_fn = Math2.random;
        jStat2.setRandom = function setRandom(fn) {
          if (typeof fn !== "function")
            throw new TypeError("fn is not a function");
          jStat2._random_fn = fn;
        };
        jStat2.extend = function extend(obj) {
          var i, j;
          if (arguments.length === 1) {
            for (j in obj)
              jStat2[j] = obj[j];
            return this;
          }
          for (i = 1; i < arguments.length; i++) {
            for (j in arguments[i])
              obj[j] = arguments[i][j];
          }
          return obj;
        };
        jStat2.rows = function rows(arr) {
          return arr.length || 1;
        };
        jStat2.cols = function cols(arr) {
          return arr[0].length || 1;
        };
        jStat2.dimensions = function dimensions(arr) {
          return {
            rows: jStat2.rows(arr),
            cols: jStat2.cols(arr)
          };
        };
        jStat2.row = function row(arr, index) {
          if (isArray(index)) {
            return index.map(function(i) {
              return jStat2.row(arr, i);
            });
          }
          return arr[index];
        };
        jStat2.rowa = function rowa(arr, i) {
          return jStat2.row(arr, i);
        };
        jStat2.col = function col(arr, index) {
          if (isArray(index)) {
            var submat = jStat2.arange(arr.length).map(function() {
              return new Array(index.length);
            });
            index.forEach(function(ind, i2) {
              jStat2.arange(arr.length).forEach(function(j) {
                submat[j][i2] = arr[j][ind];
              });
            });
            return submat;
          }
          var column = new Array(arr.length);
          for (var i = 0; i < arr.length; i++)
            column[i] = [arr[i][index]];
          return column;
        };
        jStat2.cola = function cola(arr, i) {
          return jStat2.col(arr, i).map(function(a) {
            return a[0];
          });
        };
        jStat2.diag = function diag(arr) {
          var nrow = jStat2.rows(arr);
          var res = new Array(nrow);
          for (var row = 0; row < nrow; row++)
            res[row] = [arr[row][row]];
          return res;
        };
        jStat2.antidiag = function antidiag(arr) {
          var nrow = jStat2.rows(arr) - 1;
          var res = new Array(nrow);
          for (var i = 0; nrow >= 0; nrow--, i++)
            res[i] = [arr[i][nrow]];
          return res;
        };
        jStat2.transpose = function transpose(arr) {
          var obj = [];
          var objArr, rows, cols, j, i;
          if (!isArray(arr[0]))
            arr = [arr];
          rows = arr.length;
          cols = arr[0].length;
          for (i = 0; i < cols; i++) {
            objArr = new Array(rows);
            for (j = 0; j < rows; j++)
              objArr[j] = arr[j][i];
            obj.push(objArr);
          }
          return obj.length === 1 ? obj[0] : obj;
        };
        jStat2.map = function map(arr, func, toAlter) {
          var row, nrow, ncol, res, col;
          if (!isArray(arr[0]))
            arr = [arr];
          nrow = arr.length;
          ncol = arr[0].length;
          res = toAlter ? arr : new Array(nrow);
          for (row = 0; row < nrow; row++) {
            if (!res[row])
              res[row] = new Array(ncol);
            for (col = 0; col < ncol; col++)
              res[row][col] = func(arr[row][col], row, col);
          }
          return res.length === 1 ? res[0] : res;
        };
        jStat2.cumreduce = function cumreduce(arr, func, toAlter) {
          var row, nrow, ncol, res, col;
          if (!isArray(arr[0]))
            arr = [arr];
          nrow = arr.length;
          ncol = arr[0].length;
          res = toAlter ? arr : new Array(nrow);
          for (row = 0; row < nrow; row++) {
            if (!res[row])
              res[row] = new Array(ncol);
            if (ncol > 0)
              res[row][0] = arr[row][0];
            for (col = 1; col < ncol; col++)
              res[row][col] = func(res[row][col - 1], arr[row][col]);
          }
          return res.length === 1 ? res[0] : res;
        };
        jStat2.alter = function alter(arr, func) {
          return jStat2.map(arr, func, true);
        };
        jStat2.create = function create(rows, cols, func) {
          var res = new Array(rows);
          var i, j;
          if (isFunction(cols)) {
            func = cols;
            cols = rows;
          }
          for (i = 0; i < rows; i++) {
            res[i] = new Array(cols);
            for (j = 0; j < cols; j++)
              res[i][j] = func(i, j);
          }
          return res;
        };
        function retZero() {
          return 0;
        }
        jStat2.zeros = function zeros(rows, cols) {
          if (!isNumber(cols))
            cols = rows;
          return jStat2.create(rows, cols, retZero);
        };
        function retOne() {
          return 1;
        }
        jStat2.ones = function ones(rows, cols) {
          if (!isNumber(cols))
            cols = rows;
          return jStat2.create(rows, cols, retOne);
        };
        jStat2.rand = function rand(rows, cols) {
          if (!isNumber(cols))
            cols = rows;
          return jStat2.create(rows, cols, jStat2._random_fn);
        };
        function retIdent(i, j) {
          return i === j ? 1 : 0;
        }
        jStat2.identity = function identity(rows, cols) {
          if (!isNumber(cols))
            cols = rows;
          return jStat2.create(rows, cols, retIdent);
        };
        jStat2.symmetric = function symmetric(arr) {
          var size = arr.length;
          var row, col;
          if (arr.length !== arr[0].length)
            return false;
          for (row = 0; row < size; row++) {
            for (col = 0; col < size; col++)
              if (arr[col][row] !== arr[row][col])
                return false;
          }
          return true;
        };
        jStat2.clear = function clear(arr) {
          return jStat2.alter(arr, retZero);
        };
        jStat2.seq = function seq(min, max, length, func) {
          if (!isFunction(func))
            func = false;
          var arr = [];
          var hival = calcRdx(min, max);
          var step = (max * hival - min * hival) / ((length - 1) * hival);
          var current = min;
          var cnt;
          for (cnt = 0; current <= max && cnt < length; cnt++, current = (min * hival + step * hival * cnt) / hival) {
            arr.push(func ? func(current, cnt) : current);
          }
          return arr;
        };
        jStat2.arange = function arange(start, end, step) {
          var rl = [];
          var i;
          step = step || 1;
          if (end === undefined2) {
            end = start;
            start = 0;
          }
          if (start === end || step === 0) {
            return [];
          }
          if (start < end && step < 0) {
            return [];
          }
          if (start > end && step > 0) {
            return [];
          }
          if (step > 0) {
            for (i = start; i < end; i += step) {
              rl.push(i);
            }
          } else {
            for (i = start; i > end; i += step) {
              rl.push(i);
            }
          }
          return rl;
        };
        jStat2.slice = /* @__PURE__ */ (function() {
          function _slice(list2, start, end, step) {
            var i;
            var rl = [];
            var length = list2.length;
            if (start === undefined2 && end === undefined2 && step === undefined2) {
              return jStat2.copy(list2);
            }
            start = start || 0;
            end = end || list2.length;
            start = start >= 0 ? start : length + start;
            end = end >= 0 ? end : length + end;
            step = step || 1;
            if (start === end || step === 0) {
              return [];
            }
            if (start < end && step < 0) {
              return [];
            }
            if (start > end && step > 0) {
              return [];
            }
            if (step > 0) {
              for (i = start; i < end; i += step) {
                rl.push(list2[i]);
              }
            } else {
              for (i = start; i > end; i += step) {
                rl.push(list2[i]);
              }
            }
            return rl;
          }
          function slice2(list2, rcSlice) {
            var colSlice, rowSlice;
            rcSlice = rcSlice || {};
            if (isNumber(rcSlice.row)) {
              if (isNumber(rcSlice.col))
                return list2[rcSlice.row][rcSlice.col];
              var row = jStat2.rowa(list2, rcSlice.row);
              colSlice = rcSlice.col || {};
              return _slice(row, colSlice.start, colSlice.end, colSlice.step);
            }
            if (isNumber(rcSlice.col)) {
              var col = jStat2.cola(list2, rcSlice.col);
              rowSlice = rcSlice.row || {};
              return _slice(col, rowSlice.start, rowSlice.end, rowSlice.step);
            }
            rowSlice = rcSlice.row || {};
            colSlice = rcSlice.col || {};
            var rows = _slice(list2, rowSlice.start, rowSlice.end, rowSlice.step);
            return rows.map(function(row2) {
              return _slice(row2, colSlice.start, colSlice.end, colSlice.step);
            });
          }
          return slice2;
        })();
        jStat2.sliceAssign = function sliceAssign(A, rcSlice, B) {
          var nl, ml;
          if (isNumber(rcSlice.row)) {
            if (isNumber(rcSlice.col))
              return A[rcSlice.row][rcSlice.col] = B;
            rcSlice.col = rcSlice.col || {};
            rcSlice.col.start = rcSlice.col.start || 0;
            rcSlice.col.end = rcSlice.col.end || A[0].length;
            rcSlice.col.step = rcSlice.col.step || 1;
            nl = jStat2.arange(
              rcSlice.col.start,
              Math2.min(A.length, rcSlice.col.end),
              rcSlice.col.step
            );
            var m = rcSlice.row;
            nl.forEach(function(n2, i) {
              A[m][n2] = B[i];
            });
            return A;
          }
          if (isNumber(rcSlice.col)) {
            rcSlice.row = rcSlice.row || {};
            rcSlice.row.start = rcSlice.row.start || 0;
            rcSlice.row.end = rcSlice.row.end || A.length;
            rcSlice.row.step = rcSlice.row.step || 1;
            ml = jStat2.arange(
              rcSlice.row.start,
              Math2.min(A[0].length, rcSlice.row.end),
              rcSlice.row.step
            );
            var n = rcSlice.col;
            ml.forEach(function(m2, j) {
              A[m2][n] = B[j];
            });
            return A;
          }
          if (B[0].length === undefined2) {
            B = [B];
          }
          rcSlice.row.start = rcSlice.row.start || 0;
          rcSlice.row.end = rcSlice.row.end || A.length;
          rcSlice.row.step = rcSlice.row.step || 1;
          rcSlice.col.start = rcSlice.col.start || 0;
          rcSlice.col.end = rcSlice.col.end || A[0].length;
          rcSlice.col.step = rcSlice.col.step || 1;
          ml = jStat2.arange(
            rcSlice.row.start,
            Math2.min(A.length, rcSlice.row.end),
            rcSlice.row.step
          );
          nl = jStat2.arange(
            rcSlice.col.start,
            Math2.min(A[0].length, rcSlice.col.end),
            rcSlice.col.step
          );
          ml.forEach(function(m2, i) {
            nl.forEach(function(n2, j) {
              A[m2][n2] = B[i][j];
            });
          });
          return A;
        };
        jStat2.diagonal = function diagonal(diagArray) {
          var mat = jStat2.zeros(diagArray.length, diagArray.length);
          diagArray.forEach(function(t, i) {
            mat[i][i] = t;
          });
          return mat;
        };
        jStat2.copy = function copy(A) {
          return A.map(function(row) {
            if (isNumber(row))
              return row;
            return row.map(function(t) {
              return t;
            });
          });
        };
        var jProto = jStat2.prototype;
        jProto.length = 0;
        jProto.push = Array.prototype.push;
        jProto.sort = Array.prototype.sort;
        jProto.splice = Array.prototype.splice;
        jProto.slice = Array.prototype.slice;
        jProto.toArray = function toArray() {
          return this.length > 1 ? slice.call(this) : slice.call(this)[0];
        };
        jProto.map = function map(func, toAlter) {
          return jStat2(jStat2.map(this, func, toAlter));
        };
        jProto.cumreduce = function cumreduce(func, toAlter) {
          return jStat2(jStat2.cumreduce(this, func, toAlter));
        };
        jProto.alter = function alter(func) {
          jStat2.alter(this, func);
          return this;
        };
        (function(funcs) {
          for (var i = 0; i < funcs.length; i++) (function(passfunc) {
            jProto[passfunc] = function(func) {
              var self = this, results;
              if (func) {
                setTimeout(function() {
                  func.call(self, jProto[passfunc].call(self));
                });
                return this;
              }
              results = jStat2[passfunc](this);
              return isArray(results) ? jStat2(results) : results;
            };
          })(funcs[i]);
        })("transpose clear symmetric rows cols dimensions diag antidiag".split(" "));
        (function(funcs) {
          for (var i = 0; i < funcs.length; i++) (function(passfunc) {
            jProto[passfunc] = function(index, func) {
              var self = this;
              if (func) {
                setTimeout(function() {
                  func.call(self, jProto[passfunc].call(self, index));
                });
                return this;
              }
              return jStat2(jStat2[passfunc](this, index));
            };
          })(funcs[i]);
        })("row col".split(" "));
        (function(funcs) {
          for (var i = 0; i < funcs.length; i++) (function(passfunc) {
            jProto[passfunc] = function() {
              return jStat2(jStat2[passfunc].apply(null, arguments));
            };
          })(funcs[i]);
        })("create zeros ones rand identity".split(" "));
        return jStat2;
      })(Math);
      (function(jStat2, Math2) {
        var isFunction = jStat2.utils.isFunction;
        function ascNum(a, b) {
          return a - b;
        }
        function clip(arg, min, max) {
          return Math2.max(min, Math2.min(arg, max));
        }
        jStat2.sum = function sum(arr) {
          var sum2 = 0;
          var i = arr.length;
          while (--i >= 0)
            sum2 += arr[i];
          return sum2;
        };
        jStat2.sumsqrd = function sumsqrd(arr) {
          var sum = 0;
          var i = arr.length;
          while (--i >= 0)
            sum += arr[i] * arr[i];
          return sum;
        };
        jStat2.sumsqerr = function sumsqerr(arr) {
          var mean = jStat2.mean(arr);
          var sum = 0;
          var i = arr.length;
          var tmp;
          while (--i >= 0) {
            tmp = arr[i] - mean;
            sum += tmp * tmp;
          }
          return sum;
        };
        jStat2.sumrow = function sumrow(arr) {
          var sum = 0;
          var i = arr.length;
          while (--i >= 0)
            sum += arr[i];
          return sum;
        };
        jStat2.product = function product(arr) {
          var prod = 1;
          var i = arr.length;
          while (--i >= 0)
            prod *= arr[i];
          return prod;
        };
        jStat2.min = function min(arr) {
          var low = arr[0];
          var i = 0;
          while (++i < arr.length)
            if (arr[i] < low)
              low = arr[i];
          return low;
        };
        jStat2.max = function max(arr) {
          var high = arr[0];
          var i = 0;
          while (++i < arr.length)
            if (arr[i] > high)
              high = arr[i];
          return high;
        };
        jStat2.unique = function unique(arr) {
          var hash = {}, _arr = [];
          for (var i = 0; i < arr.length; i++) {
            if (!hash[arr[i]]) {
              hash[arr[i]] = true;
              _arr.push(arr[i]);
            }
          }
          return _arr;
        };
        jStat2.mean = function mean(arr) {
          return jStat2.sum(arr) / arr.length;
        };
        jStat2.meansqerr = function meansqerr(arr) {
          return jStat2.sumsqerr(arr) / arr.length;
        };
        jStat2.geomean = function geomean(arr) {
          var logs = arr.map(Math2.log);
          var meanOfLogs = jStat2.mean(logs);
          return Math2.exp(meanOfLogs);
        };
        jStat2.median = function median(arr) {
          var arrlen = arr.length;
          var _arr = arr.slice().sort(ascNum);
          return !(arrlen & 1) ? (_arr[arrlen / 2 - 1] + _arr[arrlen / 2]) / 2 : _arr[arrlen / 2 | 0];
        };
        jStat2.cumsum = function cumsum(arr) {
          return jStat2.cumreduce(arr, function(a, b) {
            return a + b;
          });
        };
        jStat2.cumprod = function cumprod(arr) {
          return jStat2.cumreduce(arr, function(a, b) {
            return a * b;
          });
        };
        jStat2.diff = function diff(arr) {
          var diffs = [];
          var arrLen = arr.length;
          var i;
          for (i = 1; i < arrLen; i++)
            diffs.push(arr[i] - arr[i - 1]);
          return diffs;
        };
        jStat2.rank = function(arr) {
          var i;
          var distinctNumbers = [];
          var numberCounts = {};
          for (i = 0; i < arr.length; i++) {
            var number6 = arr[i];
            if (numberCounts[number6]) {
              numberCounts[number6]++;
            } else {
              numberCounts[number6] = 1;
              distinctNumbers.push(number6);
            }
          }
          var sortedDistinctNumbers = distinctNumbers.sort(ascNum);
          var numberRanks = {};
          var currentRank = 1;
          for (i = 0; i < sortedDistinctNumbers.length; i++) {
            var number6 = sortedDistinctNumbers[i];
            var count = numberCounts[number6];
            var first = currentRank;
            var last = currentRank + count - 1;
            var rank2 = (first + last) / 2;
            numberRanks[number6] = rank2;
            currentRank += count;
          }
          return arr.map(function(number7) {
            return numberRanks[number7];
          });
        };
        jStat2.mode = function mode(arr) {
          var arrLen = arr.length;
          var _arr = arr.slice().sort(ascNum);
          var count = 1;
          var maxCount = 0;
          var numMaxCount = 0;
          var mode_arr = [];
          var i;
          for (i = 0; i < arrLen; i++) {
            if (_arr[i] === _arr[i + 1]) {
              count++;
            } else {
              if (count > maxCount) {
                mode_arr = [_arr[i]];
                maxCount = count;
                numMaxCount = 0;
              } else if (count === maxCount) {
                mode_arr.push(_arr[i]);
                numMaxCount++;
              }
              count = 1;
            }
          }
          return numMaxCount === 0 ? mode_arr[0] : mode_arr;
        };
        jStat2.range = function range(arr) {
          return jStat2.max(arr) - jStat2.min(arr);
        };
        jStat2.variance = function variance(arr, flag) {
          return jStat2.sumsqerr(arr) / (arr.length - (flag ? 1 : 0));
        };
        jStat2.pooledvariance = function pooledvariance(arr) {
          var sumsqerr = arr.reduce(function(a, samples) {
            return a + jStat2.sumsqerr(samples);
          }, 0);
          var count = arr.reduce(function(a, samples) {
            return a + samples.length;
          }, 0);
          return sumsqerr / (count - arr.length);
        };
        jStat2.deviation = function(arr) {
          var mean = jStat2.mean(arr);
          var arrlen = arr.length;
          var dev = new Array(arrlen);
          for (var i = 0; i < arrlen; i++) {
            dev[i] = arr[i] - mean;
          }
          return dev;
        };
        jStat2.stdev = function stdev(arr, flag) {
          return Math2.sqrt(jStat2.variance(arr, flag));
        };
        jStat2.pooledstdev = function pooledstdev(arr) {
          return Math2.sqrt(jStat2.pooledvariance(arr));
        };
        jStat2.meandev = function meandev(arr) {
          var mean = jStat2.mean(arr);
          var a = [];
          for (var i = arr.length - 1; i >= 0; i--) {
            a.push(Math2.abs(arr[i] - mean));
          }
          return jStat2.mean(a);
        };
        jStat2.meddev = function meddev(arr) {
          var median = jStat2.median(arr);
          var a = [];
          for (var i = arr.length - 1; i >= 0; i--) {
            a.push(Math2.abs(arr[i] - median));
          }
          return jStat2.median(a);
        };
        jStat2.coeffvar = function coeffvar(arr) {
          return jStat2.stdev(arr) / jStat2.mean(arr);
        };
        jStat2.quartiles = function quartiles(arr) {
          var arrlen = arr.length;
          var _arr = arr.slice().sort(ascNum);
          return [
            _arr[Math2.round(arrlen / 4) - 1],
            _arr[Math2.round(arrlen / 2) - 1],
            _arr[Math2.round(arrlen * 3 / 4) - 1]
          ];
        };
        jStat2.quantiles = function quantiles(arr, quantilesArray, alphap, betap) {
          var sortedArray = arr.slice().sort(ascNum);
          var quantileVals = [quantilesArray.length];
          var n = arr.length;
          var i, p, m, aleph, k, gamma;
          if (typeof alphap === "undefined")
            alphap = 3 / 8;
          if (typeof betap === "undefined")
            betap = 3 / 8;
          for (i = 0; i < quantilesArray.length; i++) {
            p = quantilesArray[i];
            m = alphap + p * (1 - alphap - betap);
            aleph = n * p + m;
            k = Math2.floor(clip(aleph, 1, n - 1));
            gamma = clip(aleph - k, 0, 1);
            quantileVals[i] = (1 - gamma) * sortedArray[k - 1] + gamma * sortedArray[k];
          }
          return quantileVals;
        };
        jStat2.percentile = function percentile(arr, k, exclusive) {
          var _arr = arr.slice().sort(ascNum);
          var realIndex = k * (_arr.length + (exclusive ? 1 : -1)) + (exclusive ? 0 : 1);
          var index = parseInt(realIndex);
          var frac = realIndex - index;
          if (index + 1 < _arr.length) {
            return _arr[index - 1] + frac * (_arr[index] - _arr[index - 1]);
          } else {
            return _arr[index - 1];
          }
        };
        jStat2.percentileOfScore = function percentileOfScore(arr, score, kind) {
          var counter = 0;
          var len = arr.length;
          var strict = false;
          var value2, i;
          if (kind === "strict")
            strict = true;
          for (i = 0; i < len; i++) {
            value2 = arr[i];
            if (strict && value2 < score || !strict && value2 <= score) {
              counter++;
            }
          }
          return counter / len;
        };
        jStat2.histogram = function histogram(arr, binCnt) {
          binCnt = binCnt || 4;
          var first = jStat2.min(arr);
          var binWidth = (jStat2.max(arr) - first) / binCnt;
          var len = arr.length;
          var bins = [];
          var i;
          for (i = 0; i < binCnt; i++)
            bins[i] = 0;
          for (i = 0; i < len; i++)
            bins[Math2.min(Math2.floor((arr[i] - first) / binWidth), binCnt - 1)] += 1;
          return bins;
        };
        jStat2.covariance = function covariance(arr1, arr2) {
          var u = jStat2.mean(arr1);
          var v = jStat2.mean(arr2);
          var arr1Len = arr1.length;
          var sq_dev = new Array(arr1Len);
          var i;
          for (i = 0; i < arr1Len; i++)
            sq_dev[i] = (arr1[i] - u) * (arr2[i] - v);
          return jStat2.sum(sq_dev) / (arr1Len - 1);
        };
        jStat2.corrcoeff = function corrcoeff(arr1, arr2) {
          return jStat2.covariance(arr1, arr2) / jStat2.stdev(arr1, 1) / jStat2.stdev(arr2, 1);
        };
        jStat2.spearmancoeff = function(arr1, arr2) {
          arr1 = jStat2.rank(arr1);
          arr2 = jStat2.rank(arr2);
          return jStat2.corrcoeff(arr1, arr2);
        };
        jStat2.stanMoment = function stanMoment(arr, n) {
          var mu = jStat2.mean(arr);
          var sigma = jStat2.stdev(arr);
          var len = arr.length;
          var skewSum = 0;
          for (var i = 0; i < len; i++)
            skewSum += Math2.pow((arr[i] - mu) / sigma, n);
          return skewSum / arr.length;
        };
        jStat2.skewness = function skewness(arr) {
          return jStat2.stanMoment(arr, 3);
        };
        jStat2.kurtosis = function kurtosis(arr) {
          return jStat2.stanMoment(arr, 4) - 3;
        };
        var jProto = jStat2.prototype;
        (function(funcs) {
          for (var i = 0; i < funcs.length; i++) (function(passfunc) {
            jProto[passfunc] = function(fullbool, func) {
              var arr = [];
              var i2 = 0;
              var tmpthis = this;
              if (isFunction(fullbool)) {
                func = fullbool;
                fullbool = false;
              }
              if (func) {
                setTimeout(function() {
                  func.call(tmpthis, jProto[passfunc].call(tmpthis, fullbool));
                });
                return this;
              }
              if (this.length > 1) {
                tmpthis = fullbool === true ? this : this.transpose();
                for (; i2 < tmpthis.length; i2++)
                  arr[i2] = jStat2[passfunc](tmpthis[i2]);
                return arr;
              }
              return jStat2[passfunc](this[0], fullbool);
            };
          })(funcs[i]);
        })("cumsum cumprod".split(" "));
        (function(funcs) {
          for (var i = 0; i < funcs.length; i++) (function(passfunc) {
            jProto[passfunc] = function(fullbool, func) {
              var arr = [];
              var i2 = 0;
              var tmpthis = this;
              if (isFunction(fullbool)) {
                func = fullbool;
                fullbool = false;
              }
              if (func) {
                setTimeout(function() {
                  func.call(tmpthis, jProto[passfunc].call(tmpthis, fullbool));
                });
                return this;
              }
              if (this.length > 1) {
                if (passfunc !== "sumrow")
                  tmpthis = fullbool === true ? this : this.transpose();
                for (; i2 < tmpthis.length; i2++)
                  arr[i2] = jStat2[passfunc](tmpthis[i2]);
                return fullbool === true ? jStat2[passfunc](jStat2.utils.toVector(arr)) : arr;
              }
              return jStat2[passfunc](this[0], fullbool);
            };
          })(funcs[i]);
        })("sum sumsqrd sumsqerr sumrow product min max unique mean meansqerr geomean median diff rank mode range variance deviation stdev meandev meddev coeffvar quartiles histogram skewness kurtosis".split(" "));
        (function(funcs) {
          for (var i = 0; i < funcs.length; i++) (function(passfunc) {
            jProto[passfunc] = function() {
              var arr = [];
              var i2 = 0;
              var tmpthis = this;
              var args = Array.prototype.slice.call(arguments);
              var callbackFunction;
              if (isFunction(args[args.length - 1])) {
                callbackFunction = args[args.length - 1];
                var argsToPass = args.slice(0, args.length - 1);
                setTimeout(function() {
                  callbackFunction.call(
                    tmpthis,
                    jProto[passfunc].apply(tmpthis, argsToPass)
                  );
                });
                return this;
              } else {
                callbackFunction = void 0;
                var curriedFunction = function curriedFunction2(vector) {
                  return jStat2[passfunc].apply(tmpthis, [vector].concat(args));
                };
              }
              if (this.length > 1) {
                tmpthis = tmpthis.transpose();
                for (; i2 < tmpthis.length; i2++)
                  arr[i2] = curriedFunction(tmpthis[i2]);
                return arr;
              }
              return curriedFunction(this[0]);
            };
          })(funcs[i]);
        })("quantiles percentileOfScore".split(" "));
      })(jStat, Math);
      (function(jStat2, Math2) {
        jStat2.gammaln = function gammaln(x) {
          var j = 0;
          var cof = [
            76.18009172947146,
            -86.50532032941678,
            24.01409824083091,
            -1.231739572450155,
            0.001208650973866179,
            -5395239384953e-18
          ];
          var ser = 1.000000000190015;
          var xx, y, tmp;
          tmp = (y = xx = x) + 5.5;
          tmp -= (xx + 0.5) * Math2.log(tmp);
          for (; j < 6; j++)
            ser += cof[j] / ++y;
          return Math2.log(2.5066282746310007 * ser / xx) - tmp;
        };
        jStat2.loggam = function loggam(x) {
          var x0, x2, xp, gl, gl0;
          var k, n;
          var a = [
            0.08333333333333333,
            -0.002777777777777778,
            7936507936507937e-19,
            -5952380952380952e-19,
            8417508417508418e-19,
            -0.001917526917526918,
            0.00641025641025641,
            -0.02955065359477124,
            0.1796443723688307,
            -1.3924322169059
          ];
          x0 = x;
          n = 0;
          if (x == 1 || x == 2) {
            return 0;
          }
          if (x <= 7) {
            n = Math2.floor(7 - x);
            x0 = x + n;
          }
          x2 = 1 / (x0 * x0);
          xp = 2 * Math2.PI;
          gl0 = a[9];
          for (k = 8; k >= 0; k--) {
            gl0 *= x2;
            gl0 += a[k];
          }
          gl = gl0 / x0 + 0.5 * Math2.log(xp) + (x0 - 0.5) * Math2.log(x0) - x0;
          if (x <= 7) {
            for (k = 1; k <= n; k++) {
              gl -= Math2.log(x0 - 1);
              x0 -= 1;
            }
          }
          return gl;
        };
        jStat2.gammafn = function gammafn(x) {
          var p = [
            -1.716185138865495,
            24.76565080557592,
            -379.80425647094563,
            629.3311553128184,
            866.9662027904133,
            -31451.272968848367,
            -36144.413418691176,
            66456.14382024054
          ];
          var q = [
            -30.8402300119739,
            315.35062697960416,
            -1015.1563674902192,
            -3107.771671572311,
            22538.11842098015,
            4755.846277527881,
            -134659.9598649693,
            -115132.2596755535
          ];
          var fact = false;
          var n = 0;
          var xden = 0;
          var xnum = 0;
          var y = x;
          var i, z11, yi, res;
          if (x > 171.6243769536076) {
            return Infinity;
          }
          if (y <= 0) {
            res = y % 1 + 36e-17;
            if (res) {
              fact = (!(y & 1) ? 1 : -1) * Math2.PI / Math2.sin(Math2.PI * res);
              y = 1 - y;
            } else {
              return Infinity;
            }
          }
          yi = y;
          if (y < 1) {
            z11 = y++;
          } else {
            z11 = (y -= n = (y | 0) - 1) - 1;
          }
          for (i = 0; i < 8; ++i) {
            xnum = (xnum + p[i]) * z11;
            xden = xden * z11 + q[i];
          }
          res = xnum / xden + 1;
          if (yi < y) {
            res /= yi;
          } else if (yi > y) {
            for (i = 0; i < n; ++i) {
              res *= y;
              y++;
            }
          }
          if (fact) {
            res = fact / res;
          }
          return res;
        };
        jStat2.gammap = function gammap(a, x) {
          return jStat2.lowRegGamma(a, x) * jStat2.gammafn(a);
        };
        jStat2.lowRegGamma = function lowRegGamma(a, x) {
          var aln = jStat2.gammaln(a);
          var ap = a;
          var sum = 1 / a;
          var del = sum;
          var b = x + 1 - a;
          var c = 1 / 1e-30;
          var d = 1 / b;
          var h = d;
          var i = 1;
          var ITMAX = -~(Math2.log(a >= 1 ? a : 1 / a) * 8.5 + a * 0.4 + 17);
          var an;
          if (x < 0 || a <= 0) {
            return NaN;
          } else if (x < a + 1) {
            for (; i <= ITMAX; i++) {
              sum += del *= x / ++ap;
            }
            return sum * Math2.exp(-x + a * Math2.log(x) - aln);
          }
          for (; i <= ITMAX; i++) {
            an = -i * (i - a);
            b += 2;
            d = an * d + b;
            c = b + an / c;
            d = 1 / d;
            h *= d * c;
          }
          return 1 - h * Math2.exp(-x + a * Math2.log(x) - aln);
        };
        jStat2.factorialln = function factorialln(n) {
          return n < 0 ? NaN : jStat2.gammaln(n + 1);
        };
        jStat2.factorial = function factorial(n) {
          return n < 0 ? NaN : jStat2.gammafn(n + 1);
        };
        jStat2.combination = function combination(n, m) {
          return n > 170 || m > 170 ? Math2.exp(jStat2.combinationln(n, m)) : jStat2.factorial(n) / jStat2.factorial(m) / jStat2.factorial(n - m);
        };
        jStat2.combinationln = function combinationln(n, m) {
          return jStat2.factorialln(n) - jStat2.factorialln(m) - jStat2.factorialln(n - m);
        };
        jStat2.permutation = function permutation(n, m) {
          return jStat2.factorial(n) / jStat2.factorial(n - m);
        };
        jStat2.betafn = function betafn(x, y) {
          if (x <= 0 || y <= 0)
            return void 0;
          return x + y > 170 ? Math2.exp(jStat2.betaln(x, y)) : jStat2.gammafn(x) * jStat2.gammafn(y) / jStat2.gammafn(x + y);
        };
        jStat2.betaln = function betaln(x, y) {
          return jStat2.gammaln(x) + jStat2.gammaln(y) - jStat2.gammaln(x + y);
        };
        jStat2.betacf = function betacf(x, a, b) {
          var fpmin = 1e-30;
          var m = 1;
          var qab = a + b;
          var qap = a + 1;
          var qam = a - 1;
          var c = 1;
          var d = 1 - qab * x / qap;
          var m2, aa, del, h;
          if (Math2.abs(d) < fpmin)
            d = fpmin;
          d = 1 / d;
          h = d;
          for (; m <= 100; m++) {
            m2 = 2 * m;
            aa = m * (b - m) * x / ((qam + m2) * (a + m2));
            d = 1 + aa * d;
            if (Math2.abs(d) < fpmin)
              d = fpmin;
            c = 1 + aa / c;
            if (Math2.abs(c) < fpmin)
              c = fpmin;
            d = 1 / d;
            h *= d * c;
            aa = -(a + m) * (qab + m) * x / ((a + m2) * (qap + m2));
            d = 1 + aa * d;
            if (Math2.abs(d) < fpmin)
              d = fpmin;
            c = 1 + aa / c;
            if (Math2.abs(c) < fpmin)
              c = fpmin;
            d = 1 / d;
            del = d * c;
            h *= del;
            if (Math2.abs(del - 1) < 3e-7)
              break;
          }
          return h;
        };
        jStat2.gammapinv = function gammapinv(p, a) {
          var j = 0;
          var a1 = a - 1;
          var EPS = 1e-8;
          var gln = jStat2.gammaln(a);
          var x, err, t, u, pp, lna1, afac;
          if (p >= 1)
            return Math2.max(100, a + 100 * Math2.sqrt(a));
          if (p <= 0)
            return 0;
          if (a > 1) {
            lna1 = Math2.log(a1);
            afac = Math2.exp(a1 * (lna1 - 1) - gln);
            pp = p < 0.5 ? p : 1 - p;
            t = Math2.sqrt(-2 * Math2.log(pp));
            x = (2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)) - t;
            if (p < 0.5)
              x = -x;
            x = Math2.max(
              1e-3,
              a * Math2.pow(1 - 1 / (9 * a) - x / (3 * Math2.sqrt(a)), 3)
            );
          } else {
            t = 1 - a * (0.253 + a * 0.12);
            if (p < t)
              x = Math2.pow(p / t, 1 / a);
            else
              x = 1 - Math2.log(1 - (p - t) / (1 - t));
          }
          for (; j < 12; j++) {
            if (x <= 0)
              return 0;
            err = jStat2.lowRegGamma(a, x) - p;
            if (a > 1)
              t = afac * Math2.exp(-(x - a1) + a1 * (Math2.log(x) - lna1));
            else
              t = Math2.exp(-x + a1 * Math2.log(x) - gln);
            u = err / t;
            x -= t = u / (1 - 0.5 * Math2.min(1, u * ((a - 1) / x - 1)));
            if (x <= 0)
              x = 0.5 * (x + t);
            if (Math2.abs(t) < EPS * x)
              break;
          }
          return x;
        };
        jStat2.erf = function erf(x) {
          var cof = [
            -1.3026537197817094,
            0.6419697923564902,
            0.019476473204185836,
            -0.00956151478680863,
            -946595344482036e-18,
            366839497852761e-18,
            42523324806907e-18,
            -20278578112534e-18,
            -1624290004647e-18,
            130365583558e-17,
            15626441722e-18,
            -85238095915e-18,
            6529054439e-18,
            5059343495e-18,
            -991364156e-18,
            -227365122e-18,
            96467911e-18,
            2394038e-18,
            -6886027e-18,
            894487e-18,
            313092e-18,
            -112708e-18,
            381e-18,
            7106e-18,
            -1523e-18,
            -94e-18,
            121e-18,
            -28e-18
          ];
          var j = cof.length - 1;
          var isneg = false;
          var d = 0;
          var dd = 0;
          var t, ty, tmp, res;
          if (x < 0) {
            x = -x;
            isneg = true;
          }
          t = 2 / (2 + x);
          ty = 4 * t - 2;
          for (; j > 0; j--) {
            tmp = d;
            d = ty * d - dd + cof[j];
            dd = tmp;
          }
          res = t * Math2.exp(-x * x + 0.5 * (cof[0] + ty * d) - dd);
          return isneg ? res - 1 : 1 - res;
        };
        jStat2.erfc = function erfc(x) {
          return 1 - jStat2.erf(x);
        };
        jStat2.erfcinv = function erfcinv(p) {
          var j = 0;
          var x, err, t, pp;
          if (p >= 2)
            return -100;
          if (p <= 0)
            return 100;
          pp = p < 1 ? p : 2 - p;
          t = Math2.sqrt(-2 * Math2.log(pp / 2));
          x = -0.70711 * ((2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)) - t);
          for (; j < 2; j++) {
            err = jStat2.erfc(x) - pp;
            x += err / (1.1283791670955126 * Math2.exp(-x * x) - x * err);
          }
          return p < 1 ? x : -x;
        };
        jStat2.ibetainv = function ibetainv(p, a, b) {
          var EPS = 1e-8;
          var a1 = a - 1;
          var b1 = b - 1;
          var j = 0;
          var lna, lnb, pp, t, u, err, x, al, h, w, afac;
          if (p <= 0)
            return 0;
          if (p >= 1)
            return 1;
          if (a >= 1 && b >= 1) {
            pp = p < 0.5 ? p : 1 - p;
            t = Math2.sqrt(-2 * Math2.log(pp));
            x = (2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)) - t;
            if (p < 0.5)
              x = -x;
            al = (x * x - 3) / 6;
            h = 2 / (1 / (2 * a - 1) + 1 / (2 * b - 1));
            w = x * Math2.sqrt(al + h) / h - (1 / (2 * b - 1) - 1 / (2 * a - 1)) * (al + 5 / 6 - 2 / (3 * h));
            x = a / (a + b * Math2.exp(2 * w));
          } else {
            lna = Math2.log(a / (a + b));
            lnb = Math2.log(b / (a + b));
            t = Math2.exp(a * lna) / a;
            u = Math2.exp(b * lnb) / b;
            w = t + u;
            if (p < t / w)
              x = Math2.pow(a * w * p, 1 / a);
            else
              x = 1 - Math2.pow(b * w * (1 - p), 1 / b);
          }
          afac = -jStat2.gammaln(a) - jStat2.gammaln(b) + jStat2.gammaln(a + b);
          for (; j < 10; j++) {
            if (x === 0 || x === 1)
              return x;
            err = jStat2.ibeta(x, a, b) - p;
            t = Math2.exp(a1 * Math2.log(x) + b1 * Math2.log(1 - x) + afac);
            u = err / t;
            x -= t = u / (1 - 0.5 * Math2.min(1, u * (a1 / x - b1 / (1 - x))));
            if (x <= 0)
              x = 0.5 * (x + t);
            if (x >= 1)
              x = 0.5 * (x + t + 1);
            if (Math2.abs(t) < EPS * x && j > 0)
              break;
          }
          return x;
        };
        jStat2.ibeta = function ibeta(x, a, b) {
          var bt = x === 0 || x === 1 ? 0 : Math2.exp(jStat2.gammaln(a + b) - jStat2.gammaln(a) - jStat2.gammaln(b) + a * Math2.log(x) + b * Math2.log(1 - x));
          if (x < 0 || x > 1)
            return false;
          if (x < (a + 1) / (a + b + 2))
            return bt * jStat2.betacf(x, a, b) / a;
          return 1 - bt * jStat2.betacf(1 - x, b, a) / b;
        };
        jStat2.randn = function randn(n, m) {
          var u, v, x, y, q;
          if (!m)
            m = n;
          if (n)
            return jStat2.create(n, m, function() {
              return jStat2.randn();
            });
          do {
            u = jStat2._random_fn();
            v = 1.7156 * (jStat2._random_fn() - 0.5);
            x = u - 0.449871;
            y = Math2.abs(v) + 0.386595;
            q = x * x + y * (0.196 * y - 0.25472 * x);
          } while (q > 0.27597 && (q > 0.27846 || v * v > -4 * Math2.log(u) * u * u));
          return v / u;
        };
        jStat2.randg = function randg(shape2, n, m) {
          var oalph = shape2;
          var a1, a2, u, v, x, mat;
          if (!m)
            m = n;
          if (!shape2)
            shape2 = 1;
          if (n) {
            mat = jStat2.zeros(n, m);
            mat.alter(function() {
              return jStat2.randg(shape2);
            });
            return mat;
          }
          if (shape2 < 1)
            shape2 += 1;
          a1 = shape2 - 1 / 3;
          a2 = 1 / Math2.sqrt(9 * a1);
          do {
            do {
              x = jStat2.randn();
              v = 1 + a2 * x;
            } while (v <= 0);
            v = v * v * v;
            u = jStat2._random_fn();
          } while (u > 1 - 0.331 * Math2.pow(x, 4) && Math2.log(u) > 0.5 * x * x + a1 * (1 - v + Math2.log(v)));
          if (shape2 == oalph)
            return a1 * v;
          do {
            u = jStat2._random_fn();
          } while (u === 0);
          return Math2.pow(u, 1 / oalph) * a1 * v;
        };
        (function(funcs) {
          for (var i = 0; i < funcs.length; i++) (function(passfunc) {
            jStat2.fn[passfunc] = function() {
              return jStat2(
                jStat2.map(this, function(value2) {
                  return jStat2[passfunc](value2);
                })
              );
            };
          })(funcs[i]);
        })("gammaln gammafn factorial factorialln".split(" "));
        (function(funcs) {
          for (var i = 0; i < funcs.length; i++) (function(passfunc) {
            jStat2.fn[passfunc] = function() {
              return jStat2(jStat2[passfunc].apply(null, arguments));
            };
          })(funcs[i]);
        })("randn".split(" "));
      })(jStat, Math);
      (function(jStat2, Math2) {
        (function(list2) {
          for (var i = 0; i < list2.length; i++) (function(func) {
            jStat2[func] = function f(a, b, c) {
              if (!(this instanceof f))
                return new f(a, b, c);
              this._a = a;
              this._b = b;
              this._c = c;
              return this;
            };
            jStat2.fn[func] = function(a, b, c) {
              var newthis = jStat2[func](a, b, c);
              newthis.data = this;
              return newthis;
            };
            jStat2[func].prototype.sample = function(arr) {
              var a = this._a;
              var b = this._b;
              var c = this._c;
              if (arr)
                return jStat2.alter(arr, function() {
                  return jStat2[func].sample(a, b, c);
                });
              else
                return jStat2[func].sample(a, b, c);
            };
            (function(vals) {
              for (var i2 = 0; i2 < vals.length; i2++) (function(fnfunc) {
                jStat2[func].prototype[fnfunc] = function(x) {
                  var a = this._a;
                  var b = this._b;
                  var c = this._c;
                  if (!x && x !== 0)
                    x = this.data;
                  if (typeof x !== "number") {
                    return jStat2.fn.map.call(x, function(x2) {
                      return jStat2[func][fnfunc](x2, a, b, c);
                    });
                  }
                  return jStat2[func][fnfunc](x, a, b, c);
                };
              })(vals[i2]);
            })("pdf cdf inv".split(" "));
            (function(vals) {
              for (var i2 = 0; i2 < vals.length; i2++) (function(fnfunc) {
                jStat2[func].prototype[fnfunc] = function() {
                  return jStat2[func][fnfunc](this._a, this._b, this._c);
                };
              })(vals[i2]);
            })("mean median mode variance".split(" "));
          })(list2[i]);
        })("beta centralF cauchy chisquare exponential gamma invgamma kumaraswamy laplace lognormal noncentralt normal pareto studentt weibull uniform binomial negbin hypgeom poisson triangular tukey arcsine".split(" "));
        jStat2.extend(jStat2.beta, {
          pdf: function pdf(x, alpha, beta) {
            if (x > 1 || x < 0)
              return 0;
            if (alpha == 1 && beta == 1)
              return 1;
            if (alpha < 512 && beta < 512) {
              return Math2.pow(x, alpha - 1) * Math2.pow(1 - x, beta - 1) / jStat2.betafn(alpha, beta);
            } else {
              return Math2.exp((alpha - 1) * Math2.log(x) + (beta - 1) * Math2.log(1 - x) - jStat2.betaln(alpha, beta));
            }
          },
          cdf: function cdf(x, alpha, beta) {
            return x > 1 || x < 0 ? (x > 1) * 1 : jStat2.ibeta(x, alpha, beta);
          },
          inv: function inv(x, alpha, beta) {
            return jStat2.ibetainv(x, alpha, beta);
          },
          mean: function mean(alpha, beta) {
            return alpha / (alpha + beta);
          },
          median: function median(alpha, beta) {
            return jStat2.ibetainv(0.5, alpha, beta);
          },
          mode: function mode(alpha, beta) {
            return (alpha - 1) / (alpha + beta - 2);
          },
          // return a random sample
          sample: function sample(alpha, beta) {
            var u = jStat2.randg(alpha);
            return u / (u + jStat2.randg(beta));
          },
          variance: function variance(alpha, beta) {
            return alpha * beta / (Math2.pow(alpha + beta, 2) * (alpha + beta + 1));
          }
        });
        jStat2.extend(jStat2.centralF, {
          // This implementation of the pdf function avoids float overflow
          // See the way that R calculates this value:
          // https://svn.r-project.org/R/trunk/src/nmath/df.c
          pdf: function pdf(x, df1, df2) {
            var p, q, f;
            if (x < 0)
              return 0;
            if (df1 <= 2) {
              if (x === 0 && df1 < 2) {
                return Infinity;
              }
              if (x === 0 && df1 === 2) {
                return 1;
              }
              return 1 / jStat2.betafn(df1 / 2, df2 / 2) * Math2.pow(df1 / df2, df1 / 2) * Math2.pow(x, df1 / 2 - 1) * Math2.pow(1 + df1 / df2 * x, -(df1 + df2) / 2);
            }
            p = df1 * x / (df2 + x * df1);
            q = df2 / (df2 + x * df1);
            f = df1 * q / 2;
            return f * jStat2.binomial.pdf((df1 - 2) / 2, (df1 + df2 - 2) / 2, p);
          },
          cdf: function cdf(x, df1, df2) {
            if (x < 0)
              return 0;
            return jStat2.ibeta(df1 * x / (df1 * x + df2), df1 / 2, df2 / 2);
          },
          inv: function inv(x, df1, df2) {
            return df2 / (df1 * (1 / jStat2.ibetainv(x, df1 / 2, df2 / 2) - 1));
          },
          mean: function mean(df1, df2) {
            return df2 > 2 ? df2 / (df2 - 2) : void 0;
          },
          mode: function mode(df1, df2) {
            return df1 > 2 ? df2 * (df1 - 2) / (df1 * (df2 + 2)) : void 0;
          },
          // return a random sample
          sample: function sample(df1, df2) {
            var x1 = jStat2.randg(df1 / 2) * 2;
            var x2 = jStat2.randg(df2 / 2) * 2;
            return x1 / df1 / (x2 / df2);
          },
          variance: function variance(df1, df2) {
            if (df2 <= 4)
              return void 0;
            return 2 * df2 * df2 * (df1 + df2 - 2) / (df1 * (df2 - 2) * (df2 - 2) * (df2 - 4));
          }
        });
        jStat2.extend(jStat2.cauchy, {
          pdf: function pdf(x, local, scale) {
            if (scale < 0) {
              return 0;
            }
            return scale / (Math2.pow(x - local, 2) + Math2.pow(scale, 2)) / Math2.PI;
          },
          cdf: function cdf(x, local, scale) {
            return Math2.atan((x - local) / scale) / Math2.PI + 0.5;
          },
          inv: function(p, local, scale) {
            return local + scale * Math2.tan(Math2.PI * (p - 0.5));
          },
          median: function median(local) {
            return local;
          },
          mode: function mode(local) {
            return local;
          },
          sample: function sample(local, scale) {
            return jStat2.randn() * Math2.sqrt(1 / (2 * jStat2.randg(0.5))) * scale + local;
          }
        });
        jStat2.extend(jStat2.chisquare, {
          pdf: function pdf(x, dof) {
            if (x < 0)
              return 0;
            return x === 0 && dof === 2 ? 0.5 : Math2.exp((dof / 2 - 1) * Math2.log(x) - x / 2 - dof / 2 * Math2.log(2) - jStat2.gammaln(dof / 2));
          },
          cdf: function cdf(x, dof) {
            if (x < 0)
              return 0;
            return jStat2.lowRegGamma(dof / 2, x / 2);
          },
          inv: function(p, dof) {
            return 2 * jStat2.gammapinv(p, 0.5 * dof);
          },
          mean: function(dof) {
            return dof;
          },
          // TODO: this is an approximation (is there a better way?)
          median: function median(dof) {
            return dof * Math2.pow(1 - 2 / (9 * dof), 3);
          },
          mode: function mode(dof) {
            return dof - 2 > 0 ? dof - 2 : 0;
          },
          sample: function sample(dof) {
            return jStat2.randg(dof / 2) * 2;
          },
          variance: function variance(dof) {
            return 2 * dof;
          }
        });
        jStat2.extend(jStat2.exponential, {
          pdf: function pdf(x, rate2) {
            return x < 0 ? 0 : rate2 * Math2.exp(-rate2 * x);
          },
          cdf: function cdf(x, rate2) {
            return x < 0 ? 0 : 1 - Math2.exp(-rate2 * x);
          },
          inv: function(p, rate2) {
            return -Math2.log(1 - p) / rate2;
          },
          mean: function(rate2) {
            return 1 / rate2;
          },
          median: function(rate2) {
            return 1 / rate2 * Math2.log(2);
          },
          mode: function mode() {
            return 0;
          },
          sample: function sample(rate2) {
            return -1 / rate2 * Math2.log(jStat2._random_fn());
          },
          variance: function(rate2) {
            return Math2.pow(rate2, -2);
          }
        });
        jStat2.extend(jStat2.gamma, {
          pdf: function pdf(x, shape2, scale) {
            if (x < 0)
              return 0;
            return x === 0 && shape2 === 1 ? 1 / scale : Math2.exp((shape2 - 1) * Math2.log(x) - x / scale - jStat2.gammaln(shape2) - shape2 * Math2.log(scale));
          },
          cdf: function cdf(x, shape2, scale) {
            if (x < 0)
              return 0;
            return jStat2.lowRegGamma(shape2, x / scale);
          },
          inv: function(p, shape2, scale) {
            return jStat2.gammapinv(p, shape2) * scale;
          },
          mean: function(shape2, scale) {
            return shape2 * scale;
          },
          mode: function mode(shape2, scale) {
            if (shape2 > 1) return (shape2 - 1) * scale;
            return void 0;
          },
          sample: function sample(shape2, scale) {
            return jStat2.randg(shape2) * scale;
          },
          variance: function variance(shape2, scale) {
            return shape2 * scale * scale;
          }
        });
        jStat2.extend(jStat2.invgamma, {
          pdf: function pdf(x, shape2, scale) {
            if (x <= 0)
              return 0;
            return Math2.exp(-(shape2 + 1) * Math2.log(x) - scale / x - jStat2.gammaln(shape2) + shape2 * Math2.log(scale));
          },
          cdf: function cdf(x, shape2, scale) {
            if (x <= 0)
              return 0;
            return 1 - jStat2.lowRegGamma(shape2, scale / x);
          },
          inv: function(p, shape2, scale) {
            return scale / jStat2.gammapinv(1 - p, shape2);
          },
          mean: function(shape2, scale) {
            return shape2 > 1 ? scale / (shape2 - 1) : void 0;
          },
          mode: function mode(shape2, scale) {
            return scale / (shape2 + 1);
          },
          sample: function sample(shape2, scale) {
            return scale / jStat2.randg(shape2);
          },
          variance: function variance(shape2, scale) {
            if (shape2 <= 2)
              return void 0;
            return scale * scale / ((shape2 - 1) * (shape2 - 1) * (shape2 - 2));
          }
        });
        jStat2.extend(jStat2.kumaraswamy, {
          pdf: function pdf(x, alpha, beta) {
            if (x === 0 && alpha === 1)
              return beta;
            else if (x === 1 && beta === 1)
              return alpha;
            return Math2.exp(Math2.log(alpha) + Math2.log(beta) + (alpha - 1) * Math2.log(x) + (beta - 1) * Math2.log(1 - Math2.pow(x, alpha)));
          },
          cdf: function cdf(x, alpha, beta) {
            if (x < 0)
              return 0;
            else if (x > 1)
              return 1;
            return 1 - Math2.pow(1 - Math2.pow(x, alpha), beta);
          },
          inv: function inv(p, alpha, beta) {
            return Math2.pow(1 - Math2.pow(1 - p, 1 / beta), 1 / alpha);
          },
          mean: function(alpha, beta) {
            return beta * jStat2.gammafn(1 + 1 / alpha) * jStat2.gammafn(beta) / jStat2.gammafn(1 + 1 / alpha + beta);
          },
          median: function median(alpha, beta) {
            return Math2.pow(1 - Math2.pow(2, -1 / beta), 1 / alpha);
          },
          mode: function mode(alpha, beta) {
            if (!(alpha >= 1 && beta >= 1 && (alpha !== 1 && beta !== 1)))
              return void 0;
            return Math2.pow((alpha - 1) / (alpha * beta - 1), 1 / alpha);
          },
          variance: function variance() {
            throw new Error("variance not yet implemented");
          }
        });
        jStat2.extend(jStat2.lognormal, {
          pdf: function pdf(x, mu, sigma) {
            if (x <= 0)
              return 0;
            return Math2.exp(-Math2.log(x) - 0.5 * Math2.log(2 * Math2.PI) - Math2.log(sigma) - Math2.pow(Math2.log(x) - mu, 2) / (2 * sigma * sigma));
          },
          cdf: function cdf(x, mu, sigma) {
            if (x < 0)
              return 0;
            return 0.5 + 0.5 * jStat2.erf((Math2.log(x) - mu) / Math2.sqrt(2 * sigma * sigma));
          },
          inv: function(p, mu, sigma) {
            return Math2.exp(-1.4142135623730951 * sigma * jStat2.erfcinv(2 * p) + mu);
          },
          mean: function mean(mu, sigma) {
            return Math2.exp(mu + sigma * sigma / 2);
          },
          median: function median(mu) {
            return Math2.exp(mu);
          },
          mode: function mode(mu, sigma) {
            return Math2.exp(mu - sigma * sigma);
          },
          sample: function sample(mu, sigma) {
            return Math2.exp(jStat2.randn() * sigma + mu);
          },
          variance: function variance(mu, sigma) {
            return (Math2.exp(sigma * sigma) - 1) * Math2.exp(2 * mu + sigma * sigma);
          }
        });
        jStat2.extend(jStat2.noncentralt, {
          pdf: function pdf(x, dof, ncp) {
            var tol = 1e-14;
            if (Math2.abs(ncp) < tol)
              return jStat2.studentt.pdf(x, dof);
            if (Math2.abs(x) < tol) {
              return Math2.exp(jStat2.gammaln((dof + 1) / 2) - ncp * ncp / 2 - 0.5 * Math2.log(Math2.PI * dof) - jStat2.gammaln(dof / 2));
            }
            return dof / x * (jStat2.noncentralt.cdf(x * Math2.sqrt(1 + 2 / dof), dof + 2, ncp) - jStat2.noncentralt.cdf(x, dof, ncp));
          },
          cdf: function cdf(x, dof, ncp) {
            var tol = 1e-14;
            var min_iterations = 200;
            if (Math2.abs(ncp) < tol)
              return jStat2.studentt.cdf(x, dof);
            var flip = false;
            if (x < 0) {
              flip = true;
              ncp = -ncp;
            }
            var prob = jStat2.normal.cdf(-ncp, 0, 1);
            var value2 = tol + 1;
            var lastvalue = value2;
            var y = x * x / (x * x + dof);
            var j = 0;
            var p = Math2.exp(-ncp * ncp / 2);
            var q = Math2.exp(-ncp * ncp / 2 - 0.5 * Math2.log(2) - jStat2.gammaln(3 / 2)) * ncp;
            while (j < min_iterations || lastvalue > tol || value2 > tol) {
              lastvalue = value2;
              if (j > 0) {
                p *= ncp * ncp / (2 * j);
                q *= ncp * ncp / (2 * (j + 1 / 2));
              }
              value2 = p * jStat2.beta.cdf(y, j + 0.5, dof / 2) + q * jStat2.beta.cdf(y, j + 1, dof / 2);
              prob += 0.5 * value2;
              j++;
            }
            return flip ? 1 - prob : prob;
          }
        });
        jStat2.extend(jStat2.normal, {
          pdf: function pdf(x, mean, std) {
            return Math2.exp(-0.5 * Math2.log(2 * Math2.PI) - Math2.log(std) - Math2.pow(x - mean, 2) / (2 * std * std));
          },
          cdf: function cdf(x, mean, std) {
            return 0.5 * (1 + jStat2.erf((x - mean) / Math2.sqrt(2 * std * std)));
          },
          inv: function(p, mean, std) {
            return -1.4142135623730951 * std * jStat2.erfcinv(2 * p) + mean;
          },
          mean: function(mean) {
            return mean;
          },
          median: function median(mean) {
            return mean;
          },
          mode: function(mean) {
            return mean;
          },
          sample: function sample(mean, std) {
            return jStat2.randn() * std + mean;
          },
          variance: function(mean, std) {
            return std * std;
          }
        });
        jStat2.extend(jStat2.pareto, {
          pdf: function pdf(x, scale, shape2) {
            if (x < scale)
              return 0;
            return shape2 * Math2.pow(scale, shape2) / Math2.pow(x, shape2 + 1);
          },
          cdf: function cdf(x, scale, shape2) {
            if (x < scale)
              return 0;
            return 1 - Math2.pow(scale / x, shape2);
          },
          inv: function inv(p, scale, shape2) {
            return scale / Math2.pow(1 - p, 1 / shape2);
          },
          mean: function mean(scale, shape2) {
            if (shape2 <= 1)
              return void 0;
            return shape2 * Math2.pow(scale, shape2) / (shape2 - 1);
          },
          median: function median(scale, shape2) {
            return scale * (shape2 * Math2.SQRT2);
          },
          mode: function mode(scale) {
            return scale;
          },
          variance: function(scale, shape2) {
            if (shape2 <= 2)
              return void 0;
            return scale * scale * shape2 / (Math2.pow(shape2 - 1, 2) * (shape2 - 2));
          }
        });
        jStat2.extend(jStat2.studentt, {
          pdf: function pdf(x, dof) {
            dof = dof > 1e100 ? 1e100 : dof;
            return 1 / (Math2.sqrt(dof) * jStat2.betafn(0.5, dof / 2)) * Math2.pow(1 + x * x / dof, -((dof + 1) / 2));
          },
          cdf: function cdf(x, dof) {
            var dof2 = dof / 2;
            return jStat2.ibeta((x + Math2.sqrt(x * x + dof)) / (2 * Math2.sqrt(x * x + dof)), dof2, dof2);
          },
          inv: function(p, dof) {
            var x = jStat2.ibetainv(2 * Math2.min(p, 1 - p), 0.5 * dof, 0.5);
            x = Math2.sqrt(dof * (1 - x) / x);
            return p > 0.5 ? x : -x;
          },
          mean: function mean(dof) {
            return dof > 1 ? 0 : void 0;
          },
          median: function median() {
            return 0;
          },
          mode: function mode() {
            return 0;
          },
          sample: function sample(dof) {
            return jStat2.randn() * Math2.sqrt(dof / (2 * jStat2.randg(dof / 2)));
          },
          variance: function variance(dof) {
            return dof > 2 ? dof / (dof - 2) : dof > 1 ? Infinity : void 0;
          }
        });
        jStat2.extend(jStat2.weibull, {
          pdf: function pdf(x, scale, shape2) {
            if (x < 0 || scale < 0 || shape2 < 0)
              return 0;
            return shape2 / scale * Math2.pow(x / scale, shape2 - 1) * Math2.exp(-Math2.pow(x / scale, shape2));
          },
          cdf: function cdf(x, scale, shape2) {
            return x < 0 ? 0 : 1 - Math2.exp(-Math2.pow(x / scale, shape2));
          },
          inv: function(p, scale, shape2) {
            return scale * Math2.pow(-Math2.log(1 - p), 1 / shape2);
          },
          mean: function(scale, shape2) {
            return scale * jStat2.gammafn(1 + 1 / shape2);
          },
          median: function median(scale, shape2) {
            return scale * Math2.pow(Math2.log(2), 1 / shape2);
          },
          mode: function mode(scale, shape2) {
            if (shape2 <= 1)
              return 0;
            return scale * Math2.pow((shape2 - 1) / shape2, 1 / shape2);
          },
          sample: function sample(scale, shape2) {
            return scale * Math2.pow(-Math2.log(jStat2._random_fn()), 1 / shape2);
          },
          variance: function variance(scale, shape2) {
            return scale * scale * jStat2.gammafn(1 + 2 / shape2) - Math2.pow(jStat2.weibull.mean(scale, shape2), 2);
          }
        });
        jStat2.extend(jStat2.uniform, {
          pdf: function pdf(x, a, b) {
            return x < a || x > b ? 0 : 1 / (b - a);
          },
          cdf: function cdf(x, a, b) {
            if (x < a)
              return 0;
            else if (x < b)
              return (x - a) / (b - a);
            return 1;
          },
          inv: function(p, a, b) {
            return a + p * (b - a);
          },
          mean: function mean(a, b) {
            return 0.5 * (a + b);
          },
          median: function median(a, b) {
            return jStat2.mean(a, b);
          },
          mode: function mode() {
            throw new Error("mode is not yet implemented");
          },
          sample: function sample(a, b) {
            return a / 2 + b / 2 + (b / 2 - a / 2) * (2 * jStat2._random_fn() - 1);
          },
          variance: function variance(a, b) {
            return Math2.pow(b - a, 2) / 12;
          }
        });
        function betinc(x, a, b, eps) {
          var a0 = 0;
          var b0 = 1;
          var a1 = 1;
          var b1 = 1;
          var m9 = 0;
          var a2 = 0;
          var c9;
          while (Math2.abs((a1 - a2) / a1) > eps) {
            a2 = a1;
            c9 = -(a + m9) * (a + b + m9) * x / (a + 2 * m9) / (a + 2 * m9 + 1);
            a0 = a1 + c9 * a0;
            b0 = b1 + c9 * b0;
            m9 = m9 + 1;
            c9 = m9 * (b - m9) * x / (a + 2 * m9 - 1) / (a + 2 * m9);
            a1 = a0 + c9 * a1;
            b1 = b0 + c9 * b1;
            a0 = a0 / b1;
            b0 = b0 / b1;
            a1 = a1 / b1;
            b1 = 1;
          }
          return a1 / a;
        }
        jStat2.extend(jStat2.binomial, {
          pdf: function pdf(k, n, p) {
            return p === 0 || p === 1 ? n * p === k ? 1 : 0 : jStat2.combination(n, k) * Math2.pow(p, k) * Math2.pow(1 - p, n - k);
          },
          cdf: function cdf(x, n, p) {
            var betacdf;
            var eps = 1e-10;
            if (x < 0)
              return 0;
            if (x >= n)
              return 1;
            if (p < 0 || p > 1 || n <= 0)
              return NaN;
            x = Math2.floor(x);
            var z11 = p;
            var a = x + 1;
            var b = n - x;
            var s = a + b;
            var bt = Math2.exp(jStat2.gammaln(s) - jStat2.gammaln(b) - jStat2.gammaln(a) + a * Math2.log(z11) + b * Math2.log(1 - z11));
            if (z11 < (a + 1) / (s + 2))
              betacdf = bt * betinc(z11, a, b, eps);
            else
              betacdf = 1 - bt * betinc(1 - z11, b, a, eps);
            return Math2.round((1 - betacdf) * (1 / eps)) / (1 / eps);
          }
        });
        jStat2.extend(jStat2.negbin, {
          pdf: function pdf(k, r, p) {
            if (k !== k >>> 0)
              return false;
            if (k < 0)
              return 0;
            return jStat2.combination(k + r - 1, r - 1) * Math2.pow(1 - p, k) * Math2.pow(p, r);
          },
          cdf: function cdf(x, r, p) {
            var sum = 0, k = 0;
            if (x < 0) return 0;
            for (; k <= x; k++) {
              sum += jStat2.negbin.pdf(k, r, p);
            }
            return sum;
          }
        });
        jStat2.extend(jStat2.hypgeom, {
          pdf: function pdf(k, N, m, n) {
            if (k !== k | 0) {
              return false;
            } else if (k < 0 || k < m - (N - n)) {
              return 0;
            } else if (k > n || k > m) {
              return 0;
            } else if (m * 2 > N) {
              if (n * 2 > N) {
                return jStat2.hypgeom.pdf(N - m - n + k, N, N - m, N - n);
              } else {
                return jStat2.hypgeom.pdf(n - k, N, N - m, n);
              }
            } else if (n * 2 > N) {
              return jStat2.hypgeom.pdf(m - k, N, m, N - n);
            } else if (m < n) {
              return jStat2.hypgeom.pdf(k, N, n, m);
            } else {
              var scaledPDF = 1;
              var samplesDone = 0;
              for (var i = 0; i < k; i++) {
                while (scaledPDF > 1 && samplesDone < n) {
                  scaledPDF *= 1 - m / (N - samplesDone);
                  samplesDone++;
                }
                scaledPDF *= (n - i) * (m - i) / ((i + 1) * (N - m - n + i + 1));
              }
              for (; samplesDone < n; samplesDone++) {
                scaledPDF *= 1 - m / (N - samplesDone);
              }
              return Math2.min(1, Math2.max(0, scaledPDF));
            }
          },
          cdf: function cdf(x, N, m, n) {
            if (x < 0 || x < m - (N - n)) {
              return 0;
            } else if (x >= n || x >= m) {
              return 1;
            } else if (m * 2 > N) {
              if (n * 2 > N) {
                return jStat2.hypgeom.cdf(N - m - n + x, N, N - m, N - n);
              } else {
                return 1 - jStat2.hypgeom.cdf(n - x - 1, N, N - m, n);
              }
            } else if (n * 2 > N) {
              return 1 - jStat2.hypgeom.cdf(m - x - 1, N, m, N - n);
            } else if (m < n) {
              return jStat2.hypgeom.cdf(x, N, n, m);
            } else {
              var scaledCDF = 1;
              var scaledPDF = 1;
              var samplesDone = 0;
              for (var i = 0; i < x; i++) {
                while (scaledCDF > 1 && samplesDone < n) {
                  var factor = 1 - m / (N - samplesDone);
                  scaledPDF *= factor;
                  scaledCDF *= factor;
                  samplesDone++;
                }
                scaledPDF *= (n - i) * (m - i) / ((i + 1) * (N - m - n + i + 1));
                scaledCDF += scaledPDF;
              }
              for (; samplesDone < n; samplesDone++) {
                scaledCDF *= 1 - m / (N - samplesDone);
              }
              return Math2.min(1, Math2.max(0, scaledCDF));
            }
          }
        });
        jStat2.extend(jStat2.poisson, {
          pdf: function pdf(k, l) {
            if (l < 0 || k % 1 !== 0 || k < 0) {
              return 0;
            }
            return Math2.pow(l, k) * Math2.exp(-l) / jStat2.factorial(k);
          },
          cdf: function cdf(x, l) {
            var sumarr = [], k = 0;
            if (x < 0) return 0;
            for (; k <= x; k++) {
              sumarr.push(jStat2.poisson.pdf(k, l));
            }
            return jStat2.sum(sumarr);
          },
          mean: function(l) {
            return l;
          },
          variance: function(l) {
            return l;
          },
          sampleSmall: function sampleSmall(l) {
            var p = 1, k = 0, L = Math2.exp(-l);
            do {
              k++;
              p *= jStat2._random_fn();
            } while (p > L);
            return k - 1;
          },
          sampleLarge: function sampleLarge(l) {
            var lam = l;
            var k;
            var U, V, slam, loglam, a, b, invalpha, vr, us;
            slam = Math2.sqrt(lam);
            loglam = Math2.log(lam);
            b = 0.931 + 2.53 * slam;
            a = -0.059 + 0.02483 * b;
            invalpha = 1.1239 + 1.1328 / (b - 3.4);
            vr = 0.9277 - 3.6224 / (b - 2);
            while (1) {
              U = Math2.random() - 0.5;
              V = Math2.random();
              us = 0.5 - Math2.abs(U);
              k = Math2.floor((2 * a / us + b) * U + lam + 0.43);
              if (us >= 0.07 && V <= vr) {
                return k;
              }
              if (k < 0 || us < 0.013 && V > us) {
                continue;
              }
              if (Math2.log(V) + Math2.log(invalpha) - Math2.log(a / (us * us) + b) <= -lam + k * loglam - jStat2.loggam(k + 1)) {
                return k;
              }
            }
          },
          sample: function sample(l) {
            if (l < 10)
              return this.sampleSmall(l);
            else
              return this.sampleLarge(l);
          }
        });
        jStat2.extend(jStat2.triangular, {
          pdf: function pdf(x, a, b, c) {
            if (b <= a || c < a || c > b) {
              return NaN;
            } else {
              if (x < a || x > b) {
                return 0;
              } else if (x < c) {
                return 2 * (x - a) / ((b - a) * (c - a));
              } else if (x === c) {
                return 2 / (b - a);
              } else {
                return 2 * (b - x) / ((b - a) * (b - c));
              }
            }
          },
          cdf: function cdf(x, a, b, c) {
            if (b <= a || c < a || c > b)
              return NaN;
            if (x <= a)
              return 0;
            else if (x >= b)
              return 1;
            if (x <= c)
              return Math2.pow(x - a, 2) / ((b - a) * (c - a));
            else
              return 1 - Math2.pow(b - x, 2) / ((b - a) * (b - c));
          },
          inv: function inv(p, a, b, c) {
            if (b <= a || c < a || c > b) {
              return NaN;
            } else {
              if (p <= (c - a) / (b - a)) {
                return a + (b - a) * Math2.sqrt(p * ((c - a) / (b - a)));
              } else {
                return a + (b - a) * (1 - Math2.sqrt((1 - p) * (1 - (c - a) / (b - a))));
              }
            }
          },
          mean: function mean(a, b, c) {
            return (a + b + c) / 3;
          },
          median: function median(a, b, c) {
            if (c <= (a + b) / 2) {
              return b - Math2.sqrt((b - a) * (b - c)) / Math2.sqrt(2);
            } else if (c > (a + b) / 2) {
              return a + Math2.sqrt((b - a) * (c - a)) / Math2.sqrt(2);
            }
          },
          mode: function mode(a, b, c) {
            return c;
          },
          sample: function sample(a, b, c) {
            var u = jStat2._random_fn();
            if (u < (c - a) / (b - a))
              return a + Math2.sqrt(u * (b - a) * (c - a));
            return b - Math2.sqrt((1 - u) * (b - a) * (b - c));
          },
          variance: function variance(a, b, c) {
            return (a * a + b * b + c * c - a * b - a * c - b * c) / 18;
          }
        });
        jStat2.extend(jStat2.arcsine, {
          pdf: function pdf(x, a, b) {
            if (b <= a) return NaN;
            return x <= a || x >= b ? 0 : 2 / Math2.PI * Math2.pow(Math2.pow(b - a, 2) - Math2.pow(2 * x - a - b, 2), -0.5);
          },
          cdf: function cdf(x, a, b) {
            if (x < a)
              return 0;
            else if (x < b)
              return 2 / Math2.PI * Math2.asin(Math2.sqrt((x - a) / (b - a)));
            return 1;
          },
          inv: function(p, a, b) {
            return a + (0.5 - 0.5 * Math2.cos(Math2.PI * p)) * (b - a);
          },
          mean: function mean(a, b) {
            if (b <= a) return NaN;
            return (a + b) / 2;
          },
          median: function median(a, b) {
            if (b <= a) return NaN;
            return (a + b) / 2;
          },
          mode: function mode() {
            throw new Error("mode is not yet implemented");
          },
          sample: function sample(a, b) {
            return (a + b) / 2 + (b - a) / 2 * Math2.sin(2 * Math2.PI * jStat2.uniform.sample(0, 1));
          },
          variance: function variance(a, b) {
            if (b <= a) return NaN;
            return Math2.pow(b - a, 2) / 8;
          }
        });
        function laplaceSign(x) {
          return x / Math2.abs(x);
        }
        jStat2.extend(jStat2.laplace, {
          pdf: function pdf(x, mu, b) {
            return b <= 0 ? 0 : Math2.exp(-Math2.abs(x - mu) / b) / (2 * b);
          },
          cdf: function cdf(x, mu, b) {
            if (b <= 0) {
              return 0;
            }
            if (x < mu) {
              return 0.5 * Math2.exp((x - mu) / b);
            } else {
              return 1 - 0.5 * Math2.exp(-(x - mu) / b);
            }
          },
          mean: function(mu) {
            return mu;
          },
          median: function(mu) {
            return mu;
          },
          mode: function(mu) {
            return mu;
          },
          variance: function(mu, b) {
            return 2 * b * b;
          },
          sample: function sample(mu, b) {
            var u = jStat2._random_fn() - 0.5;
            return mu - b * laplaceSign(u) * Math2.log(1 - 2 * Math2.abs(u));
          }
        });
        function tukeyWprob(w, rr, cc) {
          var nleg = 12;
          var ihalf = 6;
          var C12 = -30;
          var C22 = -50;
          var C3 = 60;
          var bb = 8;
          var wlar = 3;
          var wincr1 = 2;
          var wincr2 = 3;
          var xleg = [
            0.9815606342467192,
            0.9041172563704749,
            0.7699026741943047,
            0.5873179542866175,
            0.3678314989981802,
            0.1252334085114689
          ];
          var aleg = [
            0.04717533638651183,
            0.10693932599531843,
            0.16007832854334622,
            0.20316742672306592,
            0.2334925365383548,
            0.24914704581340277
          ];
          var qsqz = w * 0.5;
          if (qsqz >= bb)
            return 1;
          var pr_w = 2 * jStat2.normal.cdf(qsqz, 0, 1, 1, 0) - 1;
          if (pr_w >= Math2.exp(C22 / cc))
            pr_w = Math2.pow(pr_w, cc);
          else
            pr_w = 0;
          var wincr;
          if (w > wlar)
            wincr = wincr1;
          else
            wincr = wincr2;
          var blb = qsqz;
          var binc = (bb - qsqz) / wincr;
          var bub = blb + binc;
          var einsum = 0;
          var cc1 = cc - 1;
          for (var wi = 1; wi <= wincr; wi++) {
            var elsum = 0;
            var a = 0.5 * (bub + blb);
            var b = 0.5 * (bub - blb);
            for (var jj = 1; jj <= nleg; jj++) {
              var j, xx;
              if (ihalf < jj) {
                j = nleg - jj + 1;
                xx = xleg[j - 1];
              } else {
                j = jj;
                xx = -xleg[j - 1];
              }
              var c = b * xx;
              var ac = a + c;
              var qexpo = ac * ac;
              if (qexpo > C3)
                break;
              var pplus = 2 * jStat2.normal.cdf(ac, 0, 1, 1, 0);
              var pminus = 2 * jStat2.normal.cdf(ac, w, 1, 1, 0);
              var rinsum = pplus * 0.5 - pminus * 0.5;
              if (rinsum >= Math2.exp(C12 / cc1)) {
                rinsum = aleg[j - 1] * Math2.exp(-(0.5 * qexpo)) * Math2.pow(rinsum, cc1);
                elsum += rinsum;
              }
            }
            elsum *= 2 * b * cc / Math2.sqrt(2 * Math2.PI);
            einsum += elsum;
            blb = bub;
            bub += binc;
          }
          pr_w += einsum;
          if (pr_w <= Math2.exp(C12 / rr))
            return 0;
          pr_w = Math2.pow(pr_w, rr);
          if (pr_w >= 1)
            return 1;
          return pr_w;
        }
        function tukeyQinv(p, c, v) {
          var p0 = 0.322232421088;
          var q0 = 0.099348462606;
          var p1 = -1;
          var q1 = 0.588581570495;
          var p2 = -0.342242088547;
          var q2 = 0.531103462366;
          var p3 = -0.204231210125;
          var q3 = 0.10353775285;
          var p4 = -453642210148e-16;
          var q4 = 0.0038560700634;
          var c1 = 0.8832;
          var c2 = 0.2368;
          var c3 = 1.214;
          var c4 = 1.208;
          var c5 = 1.4142;
          var vmax = 120;
          var ps = 0.5 - 0.5 * p;
          var yi = Math2.sqrt(Math2.log(1 / (ps * ps)));
          var t = yi + ((((yi * p4 + p3) * yi + p2) * yi + p1) * yi + p0) / ((((yi * q4 + q3) * yi + q2) * yi + q1) * yi + q0);
          if (v < vmax) t += (t * t * t + t) / v / 4;
          var q = c1 - c2 * t;
          if (v < vmax) q += -c3 / v + c4 * t / v;
          return t * (q * Math2.log(c - 1) + c5);
        }
        jStat2.extend(jStat2.tukey, {
          cdf: function cdf(q, nmeans, df) {
            var rr = 1;
            var cc = nmeans;
            var nlegq = 16;
            var ihalfq = 8;
            var eps1 = -30;
            var eps2 = 1e-14;
            var dhaf = 100;
            var dquar = 800;
            var deigh = 5e3;
            var dlarg = 25e3;
            var ulen1 = 1;
            var ulen2 = 0.5;
            var ulen3 = 0.25;
            var ulen4 = 0.125;
            var xlegq = [
              0.9894009349916499,
              0.9445750230732326,
              0.8656312023878318,
              0.755404408355003,
              0.6178762444026438,
              0.45801677765722737,
              0.2816035507792589,
              0.09501250983763744
            ];
            var alegq = [
              0.027152459411754096,
              0.062253523938647894,
              0.09515851168249279,
              0.12462897125553388,
              0.14959598881657674,
              0.16915651939500254,
              0.18260341504492358,
              0.1894506104550685
            ];
            if (q <= 0)
              return 0;
            if (df < 2 || rr < 1 || cc < 2) return NaN;
            if (!Number.isFinite(q))
              return 1;
            if (df > dlarg)
              return tukeyWprob(q, rr, cc);
            var f2 = df * 0.5;
            var f2lf = f2 * Math2.log(df) - df * Math2.log(2) - jStat2.gammaln(f2);
            var f21 = f2 - 1;
            var ff4 = df * 0.25;
            var ulen;
            if (df <= dhaf) ulen = ulen1;
            else if (df <= dquar) ulen = ulen2;
            else if (df <= deigh) ulen = ulen3;
            else ulen = ulen4;
            f2lf += Math2.log(ulen);
            var ans = 0;
            for (var i = 1; i <= 50; i++) {
              var otsum = 0;
              var twa1 = (2 * i - 1) * ulen;
              for (var jj = 1; jj <= nlegq; jj++) {
                var j, t1;
                if (ihalfq < jj) {
                  j = jj - ihalfq - 1;
                  t1 = f2lf + f21 * Math2.log(twa1 + xlegq[j] * ulen) - (xlegq[j] * ulen + twa1) * ff4;
                } else {
                  j = jj - 1;
                  t1 = f2lf + f21 * Math2.log(twa1 - xlegq[j] * ulen) + (xlegq[j] * ulen - twa1) * ff4;
                }
                var qsqz;
                if (t1 >= eps1) {
                  if (ihalfq < jj) {
                    qsqz = q * Math2.sqrt((xlegq[j] * ulen + twa1) * 0.5);
                  } else {
                    qsqz = q * Math2.sqrt((-(xlegq[j] * ulen) + twa1) * 0.5);
                  }
                  var wprb = tukeyWprob(qsqz, rr, cc);
                  var rotsum = wprb * alegq[j] * Math2.exp(t1);
                  otsum += rotsum;
                }
              }
              if (i * ulen >= 1 && otsum <= eps2)
                break;
              ans += otsum;
            }
            if (otsum > eps2) {
              throw new Error("tukey.cdf failed to converge");
            }
            if (ans > 1)
              ans = 1;
            return ans;
          },
          inv: function(p, nmeans, df) {
            var rr = 1;
            var cc = nmeans;
            var eps = 1e-4;
            var maxiter = 50;
            if (df < 2 || rr < 1 || cc < 2) return NaN;
            if (p < 0 || p > 1) return NaN;
            if (p === 0) return 0;
            if (p === 1) return Infinity;
            var x0 = tukeyQinv(p, cc, df);
            var valx0 = jStat2.tukey.cdf(x0, nmeans, df) - p;
            var x1;
            if (valx0 > 0)
              x1 = Math2.max(0, x0 - 1);
            else
              x1 = x0 + 1;
            var valx1 = jStat2.tukey.cdf(x1, nmeans, df) - p;
            var ans;
            for (var iter = 1; iter < maxiter; iter++) {
              ans = x1 - valx1 * (x1 - x0) / (valx1 - valx0);
              valx0 = valx1;
              x0 = x1;
              if (ans < 0) {
                ans = 0;
                valx1 = -p;
              }
              valx1 = jStat2.tukey.cdf(ans, nmeans, df) - p;
              x1 = ans;
              var xabs = Math2.abs(x1 - x0);
              if (xabs < eps)
                return ans;
            }
            throw new Error("tukey.inv failed to converge");
          }
        });
      })(jStat, Math);
      (function(jStat2, Math2) {
        var push = Array.prototype.push;
        var isArray = jStat2.utils.isArray;
        function isUsable(arg) {
          return isArray(arg) || arg instanceof jStat2;
        }
        jStat2.extend({
          // add a vector/matrix to a vector/matrix or scalar
          add: function add(arr, arg) {
            if (isUsable(arg)) {
              if (!isUsable(arg[0])) arg = [arg];
              return jStat2.map(arr, function(value2, row, col) {
                return value2 + arg[row][col];
              });
            }
            return jStat2.map(arr, function(value2) {
              return value2 + arg;
            });
          },
          // subtract a vector or scalar from the vector
          subtract: function subtract(arr, arg) {
            if (isUsable(arg)) {
              if (!isUsable(arg[0])) arg = [arg];
              return jStat2.map(arr, function(value2, row, col) {
                return value2 - arg[row][col] || 0;
              });
            }
            return jStat2.map(arr, function(value2) {
              return value2 - arg;
            });
          },
          // matrix division
          divide: function divide(arr, arg) {
            if (isUsable(arg)) {
              if (!isUsable(arg[0])) arg = [arg];
              return jStat2.multiply(arr, jStat2.inv(arg));
            }
            return jStat2.map(arr, function(value2) {
              return value2 / arg;
            });
          },
          // matrix multiplication
          multiply: function multiply(arr, arg) {
            var row, col, nrescols, sum, nrow, ncol, res, rescols;
            if (arr.length === void 0 && arg.length === void 0) {
              return arr * arg;
            }
            nrow = arr.length, ncol = arr[0].length, res = jStat2.zeros(nrow, nrescols = isUsable(arg) ? arg[0].length : ncol), rescols = 0;
            if (isUsable(arg)) {
              for (; rescols < nrescols; rescols++) {
                for (row = 0; row < nrow; row++) {
                  sum = 0;
                  for (col = 0; col < ncol; col++)
                    sum += arr[row][col] * arg[col][rescols];
                  res[row][rescols] = sum;
                }
              }
              return nrow === 1 && rescols === 1 ? res[0][0] : res;
            }
            return jStat2.map(arr, function(value2) {
              return value2 * arg;
            });
          },
          // outer([1,2,3],[4,5,6])
          // ===
          // [[1],[2],[3]] times [[4,5,6]]
          // ->
          // [[4,5,6],[8,10,12],[12,15,18]]
          outer: function outer(A, B) {
            return jStat2.multiply(A.map(function(t) {
              return [t];
            }), [B]);
          },
          // Returns the dot product of two matricies
          dot: function dot(arr, arg) {
            if (!isUsable(arr[0])) arr = [arr];
            if (!isUsable(arg[0])) arg = [arg];
            var left = arr[0].length === 1 && arr.length !== 1 ? jStat2.transpose(arr) : arr, right = arg[0].length === 1 && arg.length !== 1 ? jStat2.transpose(arg) : arg, res = [], row = 0, nrow = left.length, ncol = left[0].length, sum, col;
            for (; row < nrow; row++) {
              res[row] = [];
              sum = 0;
              for (col = 0; col < ncol; col++)
                sum += left[row][col] * right[row][col];
              res[row] = sum;
            }
            return res.length === 1 ? res[0] : res;
          },
          // raise every element by a scalar
          pow: function pow(arr, arg) {
            return jStat2.map(arr, function(value2) {
              return Math2.pow(value2, arg);
            });
          },
          // exponentiate every element
          exp: function exp(arr) {
            return jStat2.map(arr, function(value2) {
              return Math2.exp(value2);
            });
          },
          // generate the natural log of every element
          log: function exp(arr) {
            return jStat2.map(arr, function(value2) {
              return Math2.log(value2);
            });
          },
          // generate the absolute values of the vector
          abs: function abs(arr) {
            return jStat2.map(arr, function(value2) {
              return Math2.abs(value2);
            });
          },
          // computes the p-norm of the vector
          // In the case that a matrix is passed, uses the first row as the vector
          norm: function norm(arr, p) {
            var nnorm = 0, i = 0;
            if (isNaN(p)) p = 2;
            if (isUsable(arr[0])) arr = arr[0];
            for (; i < arr.length; i++) {
              nnorm += Math2.pow(Math2.abs(arr[i]), p);
            }
            return Math2.pow(nnorm, 1 / p);
          },
          // computes the angle between two vectors in rads
          // In case a matrix is passed, this uses the first row as the vector
          angle: function angle(arr, arg) {
            return Math2.acos(jStat2.dot(arr, arg) / (jStat2.norm(arr) * jStat2.norm(arg)));
          },
          // augment one matrix by another
          // Note: this function returns a matrix, not a jStat object
          aug: function aug(a, b) {
            var newarr = [];
            var i;
            for (i = 0; i < a.length; i++) {
              newarr.push(a[i].slice());
            }
            for (i = 0; i < newarr.length; i++) {
              push.apply(newarr[i], b[i]);
            }
            return newarr;
          },
          // The inv() function calculates the inverse of a matrix
          // Create the inverse by augmenting the matrix by the identity matrix of the
          // appropriate size, and then use G-J elimination on the augmented matrix.
          inv: function inv(a) {
            var rows = a.length;
            var cols = a[0].length;
            var b = jStat2.identity(rows, cols);
            var c = jStat2.gauss_jordan(a, b);
            var result = [];
            var i = 0;
            var j;
            for (; i < rows; i++) {
              result[i] = [];
              for (j = cols; j < c[0].length; j++)
                result[i][j - cols] = c[i][j];
            }
            return result;
          },
          // calculate the determinant of a matrix
          det: function det(a) {
            if (a.length === 2) {
              return a[0][0] * a[1][1] - a[0][1] * a[1][0];
            }
            var determinant = 0;
            for (var i = 0; i < a.length; i++) {
              var submatrix = [];
              for (var row = 1; row < a.length; row++) {
                submatrix[row - 1] = [];
                for (var col = 0; col < a.length; col++) {
                  if (col < i) {
                    submatrix[row - 1][col] = a[row][col];
                  } else if (col > i) {
                    submatrix[row - 1][col - 1] = a[row][col];
                  }
                }
              }
              var sign = i % 2 ? -1 : 1;
              determinant += det(submatrix) * a[0][i] * sign;
            }
            return determinant;
          },
          gauss_elimination: function gauss_elimination(a, b) {
            var i = 0, j = 0, n = a.length, m = a[0].length, factor = 1, sum = 0, x = [], maug, pivot, temp, k;
            a = jStat2.aug(a, b);
            maug = a[0].length;
            for (i = 0; i < n; i++) {
              pivot = a[i][i];
              j = i;
              for (k = i + 1; k < m; k++) {
                if (pivot < Math2.abs(a[k][i])) {
                  pivot = a[k][i];
                  j = k;
                }
              }
              if (j != i) {
                for (k = 0; k < maug; k++) {
                  temp = a[i][k];
                  a[i][k] = a[j][k];
                  a[j][k] = temp;
                }
              }
              for (j = i + 1; j < n; j++) {
                factor = a[j][i] / a[i][i];
                for (k = i; k < maug; k++) {
                  a[j][k] = a[j][k] - factor * a[i][k];
                }
              }
            }
            for (i = n - 1; i >= 0; i--) {
              sum = 0;
              for (j = i + 1; j <= n - 1; j++) {
                sum = sum + x[j] * a[i][j];
              }
              x[i] = (a[i][maug - 1] - sum) / a[i][i];
            }
            return x;
          },
          gauss_jordan: function gauss_jordan(a, b) {
            var m = jStat2.aug(a, b);
            var h = m.length;
            var w = m[0].length;
            var c = 0;
            var x, y, y2;
            for (y = 0; y < h; y++) {
              var maxrow = y;
              for (y2 = y + 1; y2 < h; y2++) {
                if (Math2.abs(m[y2][y]) > Math2.abs(m[maxrow][y]))
                  maxrow = y2;
              }
              var tmp = m[y];
              m[y] = m[maxrow];
              m[maxrow] = tmp;
              for (y2 = y + 1; y2 < h; y2++) {
                c = m[y2][y] / m[y][y];
                for (x = y; x < w; x++) {
                  m[y2][x] -= m[y][x] * c;
                }
              }
            }
            for (y = h - 1; y >= 0; y--) {
              c = m[y][y];
              for (y2 = 0; y2 < y; y2++) {
                for (x = w - 1; x > y - 1; x--) {
                  m[y2][x] -= m[y][x] * m[y2][y] / c;
                }
              }
              m[y][y] /= c;
              for (x = h; x < w; x++) {
                m[y][x] /= c;
              }
            }
            return m;
          },
          // solve equation
          // Ax=b
          // A is upper triangular matrix
          // A=[[1,2,3],[0,4,5],[0,6,7]]
          // b=[1,2,3]
          // triaUpSolve(A,b) // -> [2.666,0.1666,1.666]
          // if you use matrix style
          // A=[[1,2,3],[0,4,5],[0,6,7]]
          // b=[[1],[2],[3]]
          // will return [[2.666],[0.1666],[1.666]]
          triaUpSolve: function triaUpSolve(A, b) {
            var size = A[0].length;
            var x = jStat2.zeros(1, size)[0];
            var parts;
            var matrix_mode = false;
            if (b[0].length != void 0) {
              b = b.map(function(i) {
                return i[0];
              });
              matrix_mode = true;
            }
            jStat2.arange(size - 1, -1, -1).forEach(function(i) {
              parts = jStat2.arange(i + 1, size).map(function(j) {
                return x[j] * A[i][j];
              });
              x[i] = (b[i] - jStat2.sum(parts)) / A[i][i];
            });
            if (matrix_mode)
              return x.map(function(i) {
                return [i];
              });
            return x;
          },
          triaLowSolve: function triaLowSolve(A, b) {
            var size = A[0].length;
            var x = jStat2.zeros(1, size)[0];
            var parts;
            var matrix_mode = false;
            if (b[0].length != void 0) {
              b = b.map(function(i) {
                return i[0];
              });
              matrix_mode = true;
            }
            jStat2.arange(size).forEach(function(i) {
              parts = jStat2.arange(i).map(function(j) {
                return A[i][j] * x[j];
              });
              x[i] = (b[i] - jStat2.sum(parts)) / A[i][i];
            });
            if (matrix_mode)
              return x.map(function(i) {
                return [i];
              });
            return x;
          },
          // A -> [L,U]
          // A=LU
          // L is lower triangular matrix
          // U is upper triangular matrix
          lu: function lu(A) {
            var size = A.length;
            var L = jStat2.identity(size);
            var R = jStat2.zeros(A.length, A[0].length);
            var parts;
            jStat2.arange(size).forEach(function(t) {
              R[0][t] = A[0][t];
            });
            jStat2.arange(1, size).forEach(function(l) {
              jStat2.arange(l).forEach(function(i) {
                parts = jStat2.arange(i).map(function(jj) {
                  return L[l][jj] * R[jj][i];
                });
                L[l][i] = (A[l][i] - jStat2.sum(parts)) / R[i][i];
              });
              jStat2.arange(l, size).forEach(function(j) {
                parts = jStat2.arange(l).map(function(jj) {
                  return L[l][jj] * R[jj][j];
                });
                R[l][j] = A[parts.length][j] - jStat2.sum(parts);
              });
            });
            return [L, R];
          },
          // A -> T
          // A=TT'
          // T is lower triangular matrix
          cholesky: function cholesky(A) {
            var size = A.length;
            var T = jStat2.zeros(A.length, A[0].length);
            var parts;
            jStat2.arange(size).forEach(function(i) {
              parts = jStat2.arange(i).map(function(t) {
                return Math2.pow(T[i][t], 2);
              });
              T[i][i] = Math2.sqrt(A[i][i] - jStat2.sum(parts));
              jStat2.arange(i + 1, size).forEach(function(j) {
                parts = jStat2.arange(i).map(function(t) {
                  return T[i][t] * T[j][t];
                });
                T[j][i] = (A[i][j] - jStat2.sum(parts)) / T[i][i];
              });
            });
            return T;
          },
          gauss_jacobi: function gauss_jacobi(a, b, x, r) {
            var i = 0;
            var j = 0;
            var n = a.length;
            var l = [];
            var u = [];
            var d = [];
            var xv, c, h, xk;
            for (; i < n; i++) {
              l[i] = [];
              u[i] = [];
              d[i] = [];
              for (j = 0; j < n; j++) {
                if (i > j) {
                  l[i][j] = a[i][j];
                  u[i][j] = d[i][j] = 0;
                } else if (i < j) {
                  u[i][j] = a[i][j];
                  l[i][j] = d[i][j] = 0;
                } else {
                  d[i][j] = a[i][j];
                  l[i][j] = u[i][j] = 0;
                }
              }
            }
            h = jStat2.multiply(jStat2.multiply(jStat2.inv(d), jStat2.add(l, u)), -1);
            c = jStat2.multiply(jStat2.inv(d), b);
            xv = x;
            xk = jStat2.add(jStat2.multiply(h, x), c);
            i = 2;
            while (Math2.abs(jStat2.norm(jStat2.subtract(xk, xv))) > r) {
              xv = xk;
              xk = jStat2.add(jStat2.multiply(h, xv), c);
              i++;
            }
            return xk;
          },
          gauss_seidel: function gauss_seidel(a, b, x, r) {
            var i = 0;
            var n = a.length;
            var l = [];
            var u = [];
            var d = [];
            var j, xv, c, h, xk;
            for (; i < n; i++) {
              l[i] = [];
              u[i] = [];
              d[i] = [];
              for (j = 0; j < n; j++) {
                if (i > j) {
                  l[i][j] = a[i][j];
                  u[i][j] = d[i][j] = 0;
                } else if (i < j) {
                  u[i][j] = a[i][j];
                  l[i][j] = d[i][j] = 0;
                } else {
                  d[i][j] = a[i][j];
                  l[i][j] = u[i][j] = 0;
                }
              }
            }
            h = jStat2.multiply(jStat2.multiply(jStat2.inv(jStat2.add(d, l)), u), -1);
            c = jStat2.multiply(jStat2.inv(jStat2.add(d, l)), b);
            xv = x;
            xk = jStat2.add(jStat2.multiply(h, x), c);
            i = 2;
            while (Math2.abs(jStat2.norm(jStat2.subtract(xk, xv))) > r) {
              xv = xk;
              xk = jStat2.add(jStat2.multiply(h, xv), c);
              i = i + 1;
            }
            return xk;
          },
          SOR: function SOR(a, b, x, r, w) {
            var i = 0;
            var n = a.length;
            var l = [];
            var u = [];
            var d = [];
            var j, xv, c, h, xk;
            for (; i < n; i++) {
              l[i] = [];
              u[i] = [];
              d[i] = [];
              for (j = 0; j < n; j++) {
                if (i > j) {
                  l[i][j] = a[i][j];
                  u[i][j] = d[i][j] = 0;
                } else if (i < j) {
                  u[i][j] = a[i][j];
                  l[i][j] = d[i][j] = 0;
                } else {
                  d[i][j] = a[i][j];
                  l[i][j] = u[i][j] = 0;
                }
              }
            }
            h = jStat2.multiply(
              jStat2.inv(jStat2.add(d, jStat2.multiply(l, w))),
              jStat2.subtract(
                jStat2.multiply(d, 1 - w),
                jStat2.multiply(u, w)
              )
            );
            c = jStat2.multiply(jStat2.multiply(jStat2.inv(jStat2.add(
              d,
              jStat2.multiply(l, w)
            )), b), w);
            xv = x;
            xk = jStat2.add(jStat2.multiply(h, x), c);
            i = 2;
            while (Math2.abs(jStat2.norm(jStat2.subtract(xk, xv))) > r) {
              xv = xk;
              xk = jStat2.add(jStat2.multiply(h, xv), c);
              i++;
            }
            return xk;
          },
          householder: function householder(a) {
            var m = a.length;
            var n = a[0].length;
            var i = 0;
            var w = [];
            var p = [];
            var alpha, r, k, j, factor;
            for (; i < m - 1; i++) {
              alpha = 0;
              for (j = i + 1; j < n; j++)
                alpha += a[j][i] * a[j][i];
              factor = a[i + 1][i] > 0 ? -1 : 1;
              alpha = factor * Math2.sqrt(alpha);
              r = Math2.sqrt((alpha * alpha - a[i + 1][i] * alpha) / 2);
              w = jStat2.zeros(m, 1);
              w[i + 1][0] = (a[i + 1][i] - alpha) / (2 * r);
              for (k = i + 2; k < m; k++) w[k][0] = a[k][i] / (2 * r);
              p = jStat2.subtract(
                jStat2.identity(m, n),
                jStat2.multiply(jStat2.multiply(w, jStat2.transpose(w)), 2)
              );
              a = jStat2.multiply(p, jStat2.multiply(a, p));
            }
            return a;
          },
          // A -> [Q,R]
          // Q is orthogonal matrix
          // R is upper triangular
          QR: (function() {
            var sum = jStat2.sum;
            var range = jStat2.arange;
            function qr2(x) {
              var n = x.length;
              var p = x[0].length;
              var r = jStat2.zeros(p, p);
              x = jStat2.copy(x);
              var i, j, k;
              for (j = 0; j < p; j++) {
                r[j][j] = Math2.sqrt(sum(range(n).map(function(i2) {
                  return x[i2][j] * x[i2][j];
                })));
                for (i = 0; i < n; i++) {
                  x[i][j] = x[i][j] / r[j][j];
                }
                for (k = j + 1; k < p; k++) {
                  r[j][k] = sum(range(n).map(function(i2) {
                    return x[i2][j] * x[i2][k];
                  }));
                  for (i = 0; i < n; i++) {
                    x[i][k] = x[i][k] - x[i][j] * r[j][k];
                  }
                }
              }
              return [x, r];
            }
            return qr2;
          })(),
          lstsq: /* @__PURE__ */ (function() {
            function R_I(A) {
              A = jStat2.copy(A);
              var size = A.length;
              var I = jStat2.identity(size);
              jStat2.arange(size - 1, -1, -1).forEach(function(i) {
                jStat2.sliceAssign(
                  I,
                  { row: i },
                  jStat2.divide(jStat2.slice(I, { row: i }), A[i][i])
                );
                jStat2.sliceAssign(
                  A,
                  { row: i },
                  jStat2.divide(jStat2.slice(A, { row: i }), A[i][i])
                );
                jStat2.arange(i).forEach(function(j) {
                  var c = jStat2.multiply(A[j][i], -1);
                  var Aj = jStat2.slice(A, { row: j });
                  var cAi = jStat2.multiply(jStat2.slice(A, { row: i }), c);
                  jStat2.sliceAssign(A, { row: j }, jStat2.add(Aj, cAi));
                  var Ij = jStat2.slice(I, { row: j });
                  var cIi = jStat2.multiply(jStat2.slice(I, { row: i }), c);
                  jStat2.sliceAssign(I, { row: j }, jStat2.add(Ij, cIi));
                });
              });
              return I;
            }
            function qr_solve(A, b) {
              var array_mode = false;
              if (b[0].length === void 0) {
                b = b.map(function(x2) {
                  return [x2];
                });
                array_mode = true;
              }
              var QR = jStat2.QR(A);
              var Q = QR[0];
              var R = QR[1];
              var attrs = A[0].length;
              var Q1 = jStat2.slice(Q, { col: { end: attrs } });
              var R1 = jStat2.slice(R, { row: { end: attrs } });
              var RI = R_I(R1);
              var Q2 = jStat2.transpose(Q1);
              if (Q2[0].length === void 0) {
                Q2 = [Q2];
              }
              var x = jStat2.multiply(jStat2.multiply(RI, Q2), b);
              if (x.length === void 0) {
                x = [[x]];
              }
              if (array_mode)
                return x.map(function(i) {
                  return i[0];
                });
              return x;
            }
            return qr_solve;
          })(),
          jacobi: function jacobi(a) {
            var condition = 1;
            var n = a.length;
            var e = jStat2.identity(n, n);
            var ev = [];
            var b, i, j, p, q, maxim, theta, s;
            while (condition === 1) {
              maxim = a[0][1];
              p = 0;
              q = 1;
              for (i = 0; i < n; i++) {
                for (j = 0; j < n; j++) {
                  if (i != j) {
                    if (maxim < Math2.abs(a[i][j])) {
                      maxim = Math2.abs(a[i][j]);
                      p = i;
                      q = j;
                    }
                  }
                }
              }
              if (a[p][p] === a[q][q])
                theta = a[p][q] > 0 ? Math2.PI / 4 : -Math2.PI / 4;
              else
                theta = Math2.atan(2 * a[p][q] / (a[p][p] - a[q][q])) / 2;
              s = jStat2.identity(n, n);
              s[p][p] = Math2.cos(theta);
              s[p][q] = -Math2.sin(theta);
              s[q][p] = Math2.sin(theta);
              s[q][q] = Math2.cos(theta);
              e = jStat2.multiply(e, s);
              b = jStat2.multiply(jStat2.multiply(jStat2.inv(s), a), s);
              a = b;
              condition = 0;
              for (i = 1; i < n; i++) {
                for (j = 1; j < n; j++) {
                  if (i != j && Math2.abs(a[i][j]) > 1e-3) {
                    condition = 1;
                  }
                }
              }
            }
            for (i = 0; i < n; i++) ev.push(a[i][i]);
            return [e, ev];
          },
          rungekutta: function rungekutta(f, h, p, t_j, u_j, order) {
            var k1, k2, u_j1, k3, k4;
            if (order === 2) {
              while (t_j <= p) {
                k1 = h * f(t_j, u_j);
                k2 = h * f(t_j + h, u_j + k1);
                u_j1 = u_j + (k1 + k2) / 2;
                u_j = u_j1;
                t_j = t_j + h;
              }
            }
            if (order === 4) {
              while (t_j <= p) {
                k1 = h * f(t_j, u_j);
                k2 = h * f(t_j + h / 2, u_j + k1 / 2);
                k3 = h * f(t_j + h / 2, u_j + k2 / 2);
                k4 = h * f(t_j + h, u_j + k3);
                u_j1 = u_j + (k1 + 2 * k2 + 2 * k3 + k4) / 6;
                u_j = u_j1;
                t_j = t_j + h;
              }
            }
            return u_j;
          },
          romberg: function romberg(f, a, b, order) {
            var i = 0;
            var h = (b - a) / 2;
            var x = [];
            var h1 = [];
            var g = [];
            var m, a1, j, k, I;
            while (i < order / 2) {
              I = f(a);
              for (j = a, k = 0; j <= b; j = j + h, k++) x[k] = j;
              m = x.length;
              for (j = 1; j < m - 1; j++) {
                I += (j % 2 !== 0 ? 4 : 2) * f(x[j]);
              }
              I = h / 3 * (I + f(b));
              g[i] = I;
              h /= 2;
              i++;
            }
            a1 = g.length;
            m = 1;
            while (a1 !== 1) {
              for (j = 0; j < a1 - 1; j++)
                h1[j] = (Math2.pow(4, m) * g[j + 1] - g[j]) / (Math2.pow(4, m) - 1);
              a1 = h1.length;
              g = h1;
              h1 = [];
              m++;
            }
            return g;
          },
          richardson: function richardson(X, f, x, h) {
            function pos(X2, x2) {
              var i2 = 0;
              var n = X2.length;
              var p;
              for (; i2 < n; i2++)
                if (X2[i2] === x2) p = i2;
              return p;
            }
            var h_min = Math2.abs(x - X[pos(X, x) + 1]);
            var i = 0;
            var g = [];
            var h1 = [];
            var y1, y2, m, a, j;
            while (h >= h_min) {
              y1 = pos(X, x + h);
              y2 = pos(X, x);
              g[i] = (f[y1] - 2 * f[y2] + f[2 * y2 - y1]) / (h * h);
              h /= 2;
              i++;
            }
            a = g.length;
            m = 1;
            while (a != 1) {
              for (j = 0; j < a - 1; j++)
                h1[j] = (Math2.pow(4, m) * g[j + 1] - g[j]) / (Math2.pow(4, m) - 1);
              a = h1.length;
              g = h1;
              h1 = [];
              m++;
            }
            return g;
          },
          simpson: function simpson(f, a, b, n) {
            var h = (b - a) / n;
            var I = f(a);
            var x = [];
            var j = a;
            var k = 0;
            var i = 1;
            var m;
            for (; j <= b; j = j + h, k++)
              x[k] = j;
            m = x.length;
            for (; i < m - 1; i++) {
              I += (i % 2 !== 0 ? 4 : 2) * f(x[i]);
            }
            return h / 3 * (I + f(b));
          },
          hermite: function hermite(X, F, dF, value2) {
            var n = X.length;
            var p = 0;
            var i = 0;
            var l = [];
            var dl = [];
            var A = [];
            var B = [];
            var j;
            for (; i < n; i++) {
              l[i] = 1;
              for (j = 0; j < n; j++) {
                if (i != j) l[i] *= (value2 - X[j]) / (X[i] - X[j]);
              }
              dl[i] = 0;
              for (j = 0; j < n; j++) {
                if (i != j) dl[i] += 1 / (X[i] - X[j]);
              }
              A[i] = (1 - 2 * (value2 - X[i]) * dl[i]) * (l[i] * l[i]);
              B[i] = (value2 - X[i]) * (l[i] * l[i]);
              p += A[i] * F[i] + B[i] * dF[i];
            }
            return p;
          },
          lagrange: function lagrange(X, F, value2) {
            var p = 0;
            var i = 0;
            var j, l;
            var n = X.length;
            for (; i < n; i++) {
              l = F[i];
              for (j = 0; j < n; j++) {
                if (i != j) l *= (value2 - X[j]) / (X[i] - X[j]);
              }
              p += l;
            }
            return p;
          },
          cubic_spline: function cubic_spline(X, F, value2) {
            var n = X.length;
            var i = 0, j;
            var A = [];
            var B = [];
            var alpha = [];
            var c = [];
            var h = [];
            var b = [];
            var d = [];
            for (; i < n - 1; i++)
              h[i] = X[i + 1] - X[i];
            alpha[0] = 0;
            for (i = 1; i < n - 1; i++) {
              alpha[i] = 3 / h[i] * (F[i + 1] - F[i]) - 3 / h[i - 1] * (F[i] - F[i - 1]);
            }
            for (i = 1; i < n - 1; i++) {
              A[i] = [];
              B[i] = [];
              A[i][i - 1] = h[i - 1];
              A[i][i] = 2 * (h[i - 1] + h[i]);
              A[i][i + 1] = h[i];
              B[i][0] = alpha[i];
            }
            c = jStat2.multiply(jStat2.inv(A), B);
            for (j = 0; j < n - 1; j++) {
              b[j] = (F[j + 1] - F[j]) / h[j] - h[j] * (c[j + 1][0] + 2 * c[j][0]) / 3;
              d[j] = (c[j + 1][0] - c[j][0]) / (3 * h[j]);
            }
            for (j = 0; j < n; j++) {
              if (X[j] > value2) break;
            }
            j -= 1;
            return F[j] + (value2 - X[j]) * b[j] + jStat2.sq(value2 - X[j]) * c[j] + (value2 - X[j]) * jStat2.sq(value2 - X[j]) * d[j];
          },
          gauss_quadrature: function gauss_quadrature() {
            throw new Error("gauss_quadrature not yet implemented");
          },
          PCA: function PCA(X) {
            var m = X.length;
            var n = X[0].length;
            var i = 0;
            var j, temp1;
            var u = [];
            var D = [];
            var result = [];
            var temp2 = [];
            var Y = [];
            var Bt = [];
            var B = [];
            var C = [];
            var V = [];
            var Vt = [];
            for (i = 0; i < m; i++) {
              u[i] = jStat2.sum(X[i]) / n;
            }
            for (i = 0; i < n; i++) {
              B[i] = [];
              for (j = 0; j < m; j++) {
                B[i][j] = X[j][i] - u[j];
              }
            }
            B = jStat2.transpose(B);
            for (i = 0; i < m; i++) {
              C[i] = [];
              for (j = 0; j < m; j++) {
                C[i][j] = jStat2.dot([B[i]], [B[j]]) / (n - 1);
              }
            }
            result = jStat2.jacobi(C);
            V = result[0];
            D = result[1];
            Vt = jStat2.transpose(V);
            for (i = 0; i < D.length; i++) {
              for (j = i; j < D.length; j++) {
                if (D[i] < D[j]) {
                  temp1 = D[i];
                  D[i] = D[j];
                  D[j] = temp1;
                  temp2 = Vt[i];
                  Vt[i] = Vt[j];
                  Vt[j] = temp2;
                }
              }
            }
            Bt = jStat2.transpose(B);
            for (i = 0; i < m; i++) {
              Y[i] = [];
              for (j = 0; j < Bt.length; j++) {
                Y[i][j] = jStat2.dot([Vt[i]], [Bt[j]]);
              }
            }
            return [X, D, Vt, Y];
          }
        });
        (function(funcs) {
          for (var i = 0; i < funcs.length; i++) (function(passfunc) {
            jStat2.fn[passfunc] = function(arg, func) {
              var tmpthis = this;
              if (func) {
                setTimeout(function() {
                  func.call(tmpthis, jStat2.fn[passfunc].call(tmpthis, arg));
                }, 15);
                return this;
              }
              if (typeof jStat2[passfunc](this, arg) === "number")
                return jStat2[passfunc](this, arg);
              else
                return jStat2(jStat2[passfunc](this, arg));
            };
          })(funcs[i]);
        })("add divide multiply subtract dot pow exp log abs norm angle".split(" "));
      })(jStat, Math);
      (function(jStat2, Math2) {
        var slice = [].slice;
        var isNumber = jStat2.utils.isNumber;
        var isArray = jStat2.utils.isArray;
        jStat2.extend({
          // 2 different parameter lists:
          // (value, mean, sd)
          // (value, array, flag)
          zscore: function zscore() {
            var args = slice.call(arguments);
            if (isNumber(args[1])) {
              return (args[0] - args[1]) / args[2];
            }
            return (args[0] - jStat2.mean(args[1])) / jStat2.stdev(args[1], args[2]);
          },
          // 3 different paramter lists:
          // (value, mean, sd, sides)
          // (zscore, sides)
          // (value, array, sides, flag)
          ztest: function ztest() {
            var args = slice.call(arguments);
            var z11;
            if (isArray(args[1])) {
              z11 = jStat2.zscore(args[0], args[1], args[3]);
              return args[2] === 1 ? jStat2.normal.cdf(-Math2.abs(z11), 0, 1) : jStat2.normal.cdf(-Math2.abs(z11), 0, 1) * 2;
            } else {
              if (args.length > 2) {
                z11 = jStat2.zscore(args[0], args[1], args[2]);
                return args[3] === 1 ? jStat2.normal.cdf(-Math2.abs(z11), 0, 1) : jStat2.normal.cdf(-Math2.abs(z11), 0, 1) * 2;
              } else {
                z11 = args[0];
                return args[1] === 1 ? jStat2.normal.cdf(-Math2.abs(z11), 0, 1) : jStat2.normal.cdf(-Math2.abs(z11), 0, 1) * 2;
              }
            }
          }
        });
        jStat2.extend(jStat2.fn, {
          zscore: function zscore(value2, flag) {
            return (value2 - this.mean()) / this.stdev(flag);
          },
          ztest: function ztest(value2, sides, flag) {
            var zscore = Math2.abs(this.zscore(value2, flag));
            return sides === 1 ? jStat2.normal.cdf(-zscore, 0, 1) : jStat2.normal.cdf(-zscore, 0, 1) * 2;
          }
        });
        jStat2.extend({
          // 2 parameter lists
          // (value, mean, sd, n)
          // (value, array)
          tscore: function tscore() {
            var args = slice.call(arguments);
            return args.length === 4 ? (args[0] - args[1]) / (args[2] / Math2.sqrt(args[3])) : (args[0] - jStat2.mean(args[1])) / (jStat2.stdev(args[1], true) / Math2.sqrt(args[1].length));
          },
          // 3 different paramter lists:
          // (value, mean, sd, n, sides)
          // (tscore, n, sides)
          // (value, array, sides)
          ttest: function ttest() {
            var args = slice.call(arguments);
            var tscore;
            if (args.length === 5) {
              tscore = Math2.abs(jStat2.tscore(args[0], args[1], args[2], args[3]));
              return args[4] === 1 ? jStat2.studentt.cdf(-tscore, args[3] - 1) : jStat2.studentt.cdf(-tscore, args[3] - 1) * 2;
            }
            if (isNumber(args[1])) {
              tscore = Math2.abs(args[0]);
              return args[2] == 1 ? jStat2.studentt.cdf(-tscore, args[1] - 1) : jStat2.studentt.cdf(-tscore, args[1] - 1) * 2;
            }
            tscore = Math2.abs(jStat2.tscore(args[0], args[1]));
            return args[2] == 1 ? jStat2.studentt.cdf(-tscore, args[1].length - 1) : jStat2.studentt.cdf(-tscore, args[1].length - 1) * 2;
          }
        });
        jStat2.extend(jStat2.fn, {
          tscore: function tscore(value2) {
            return (value2 - this.mean()) / (this.stdev(true) / Math2.sqrt(this.cols()));
          },
          ttest: function ttest(value2, sides) {
            return sides === 1 ? 1 - jStat2.studentt.cdf(Math2.abs(this.tscore(value2)), this.cols() - 1) : jStat2.studentt.cdf(-Math2.abs(this.tscore(value2)), this.cols() - 1) * 2;
          }
        });
        jStat2.extend({
          // Paramter list is as follows:
          // (array1, array2, array3, ...)
          // or it is an array of arrays
          // array of arrays conversion
          anovafscore: function anovafscore() {
            var args = slice.call(arguments), expVar, sample, sampMean, sampSampMean, tmpargs, unexpVar, i, j;
            if (args.length === 1) {
              tmpargs = new Array(args[0].length);
              for (i = 0; i < args[0].length; i++) {
                tmpargs[i] = args[0][i];
              }
              args = tmpargs;
            }
            sample = new Array();
            for (i = 0; i < args.length; i++) {
              sample = sample.concat(args[i]);
            }
            sampMean = jStat2.mean(sample);
            expVar = 0;
            for (i = 0; i < args.length; i++) {
              expVar = expVar + args[i].length * Math2.pow(jStat2.mean(args[i]) - sampMean, 2);
            }
            expVar /= args.length - 1;
            unexpVar = 0;
            for (i = 0; i < args.length; i++) {
              sampSampMean = jStat2.mean(args[i]);
              for (j = 0; j < args[i].length; j++) {
                unexpVar += Math2.pow(args[i][j] - sampSampMean, 2);
              }
            }
            unexpVar /= sample.length - args.length;
            return expVar / unexpVar;
          },
          // 2 different paramter setups
          // (array1, array2, array3, ...)
          // (anovafscore, df1, df2)
          anovaftest: function anovaftest() {
            var args = slice.call(arguments), df1, df2, n, i;
            if (isNumber(args[0])) {
              return 1 - jStat2.centralF.cdf(args[0], args[1], args[2]);
            }
            var anovafscore = jStat2.anovafscore(args);
            df1 = args.length - 1;
            n = 0;
            for (i = 0; i < args.length; i++) {
              n = n + args[i].length;
            }
            df2 = n - df1 - 1;
            return 1 - jStat2.centralF.cdf(anovafscore, df1, df2);
          },
          ftest: function ftest(fscore, df1, df2) {
            return 1 - jStat2.centralF.cdf(fscore, df1, df2);
          }
        });
        jStat2.extend(jStat2.fn, {
          anovafscore: function anovafscore() {
            return jStat2.anovafscore(this.toArray());
          },
          anovaftes: function anovaftes() {
            var n = 0;
            var i;
            for (i = 0; i < this.length; i++) {
              n = n + this[i].length;
            }
            return jStat2.ftest(this.anovafscore(), this.length - 1, n - this.length);
          }
        });
        jStat2.extend({
          // 2 parameter lists
          // (mean1, mean2, n1, n2, sd)
          // (array1, array2, sd)
          qscore: function qscore() {
            var args = slice.call(arguments);
            var mean1, mean2, n1, n2, sd;
            if (isNumber(args[0])) {
              mean1 = args[0];
              mean2 = args[1];
              n1 = args[2];
              n2 = args[3];
              sd = args[4];
            } else {
              mean1 = jStat2.mean(args[0]);
              mean2 = jStat2.mean(args[1]);
              n1 = args[0].length;
              n2 = args[1].length;
              sd = args[2];
            }
            return Math2.abs(mean1 - mean2) / (sd * Math2.sqrt((1 / n1 + 1 / n2) / 2));
          },
          // 3 different parameter lists:
          // (qscore, n, k)
          // (mean1, mean2, n1, n2, sd, n, k)
          // (array1, array2, sd, n, k)
          qtest: function qtest() {
            var args = slice.call(arguments);
            var qscore;
            if (args.length === 3) {
              qscore = args[0];
              args = args.slice(1);
            } else if (args.length === 7) {
              qscore = jStat2.qscore(args[0], args[1], args[2], args[3], args[4]);
              args = args.slice(5);
            } else {
              qscore = jStat2.qscore(args[0], args[1], args[2]);
              args = args.slice(3);
            }
            var n = args[0];
            var k = args[1];
            return 1 - jStat2.tukey.cdf(qscore, k, n - k);
          },
          tukeyhsd: function tukeyhsd(arrays) {
            var sd = jStat2.pooledstdev(arrays);
            var means = arrays.map(function(arr) {
              return jStat2.mean(arr);
            });
            var n = arrays.reduce(function(n2, arr) {
              return n2 + arr.length;
            }, 0);
            var results = [];
            for (var i = 0; i < arrays.length; ++i) {
              for (var j = i + 1; j < arrays.length; ++j) {
                var p = jStat2.qtest(means[i], means[j], arrays[i].length, arrays[j].length, sd, n, arrays.length);
                results.push([[i, j], p]);
              }
            }
            return results;
          }
        });
        jStat2.extend({
          // 2 different parameter setups
          // (value, alpha, sd, n)
          // (value, alpha, array)
          normalci: function normalci() {
            var args = slice.call(arguments), ans = new Array(2), change;
            if (args.length === 4) {
              change = Math2.abs(jStat2.normal.inv(args[1] / 2, 0, 1) * args[2] / Math2.sqrt(args[3]));
            } else {
              change = Math2.abs(jStat2.normal.inv(args[1] / 2, 0, 1) * jStat2.stdev(args[2]) / Math2.sqrt(args[2].length));
            }
            ans[0] = args[0] - change;
            ans[1] = args[0] + change;
            return ans;
          },
          // 2 different parameter setups
          // (value, alpha, sd, n)
          // (value, alpha, array)
          tci: function tci() {
            var args = slice.call(arguments), ans = new Array(2), change;
            if (args.length === 4) {
              change = Math2.abs(jStat2.studentt.inv(args[1] / 2, args[3] - 1) * args[2] / Math2.sqrt(args[3]));
            } else {
              change = Math2.abs(jStat2.studentt.inv(args[1] / 2, args[2].length - 1) * jStat2.stdev(args[2], true) / Math2.sqrt(args[2].length));
            }
            ans[0] = args[0] - change;
            ans[1] = args[0] + change;
            return ans;
          },
          significant: function significant(pvalue, alpha) {
            return pvalue < alpha;
          }
        });
        jStat2.extend(jStat2.fn, {
          normalci: function normalci(value2, alpha) {
            return jStat2.normalci(value2, alpha, this.toArray());
          },
          tci: function tci(value2, alpha) {
            return jStat2.tci(value2, alpha, this.toArray());
          }
        });
        function differenceOfProportions(p1, n1, p2, n2) {
          if (p1 > 1 || p2 > 1 || p1 <= 0 || p2 <= 0) {
            throw new Error("Proportions should be greater than 0 and less than 1");
          }
          var pooled = (p1 * n1 + p2 * n2) / (n1 + n2);
          var se = Math2.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
          return (p1 - p2) / se;
        }
        jStat2.extend(jStat2.fn, {
          oneSidedDifferenceOfProportions: function oneSidedDifferenceOfProportions(p1, n1, p2, n2) {
            var z11 = differenceOfProportions(p1, n1, p2, n2);
            return jStat2.ztest(z11, 1);
          },
          twoSidedDifferenceOfProportions: function twoSidedDifferenceOfProportions(p1, n1, p2, n2) {
            var z11 = differenceOfProportions(p1, n1, p2, n2);
            return jStat2.ztest(z11, 2);
          }
        });
      })(jStat, Math);
      jStat.models = /* @__PURE__ */ (function() {
        function sub_regress(exog) {
          var var_count = exog[0].length;
          var modelList = jStat.arange(var_count).map(function(endog_index) {
            var exog_index = jStat.arange(var_count).filter(function(i) {
              return i !== endog_index;
            });
            return ols(
              jStat.col(exog, endog_index).map(function(x) {
                return x[0];
              }),
              jStat.col(exog, exog_index)
            );
          });
          return modelList;
        }
        function ols(endog, exog) {
          var nobs = endog.length;
          var df_model = exog[0].length - 1;
          var df_resid = nobs - df_model - 1;
          var coef = jStat.lstsq(exog, endog);
          var predict = jStat.multiply(exog, coef.map(function(x) {
            return [x];
          })).map(function(p) {
            return p[0];
          });
          var resid = jStat.subtract(endog, predict);
          var ybar = jStat.mean(endog);
          var SSE = jStat.sum(predict.map(function(f) {
            return Math.pow(f - ybar, 2);
          }));
          var SSR = jStat.sum(endog.map(function(y, i) {
            return Math.pow(y - predict[i], 2);
          }));
          var SST = SSE + SSR;
          var R2 = SSE / SST;
          return {
            exog,
            endog,
            nobs,
            df_model,
            df_resid,
            coef,
            predict,
            resid,
            ybar,
            SST,
            SSE,
            SSR,
            R2
          };
        }
        function t_test(model) {
          var subModelList = sub_regress(model.exog);
          var sigmaHat = Math.sqrt(model.SSR / model.df_resid);
          var seBetaHat = subModelList.map(function(mod) {
            var SST = mod.SST;
            var R2 = mod.R2;
            return sigmaHat / Math.sqrt(SST * (1 - R2));
          });
          var tStatistic = model.coef.map(function(coef, i) {
            return (coef - 0) / seBetaHat[i];
          });
          var pValue = tStatistic.map(function(t) {
            var leftppf = jStat.studentt.cdf(t, model.df_resid);
            return (leftppf > 0.5 ? 1 - leftppf : leftppf) * 2;
          });
          var c = jStat.studentt.inv(0.975, model.df_resid);
          var interval95 = model.coef.map(function(coef, i) {
            var d = c * seBetaHat[i];
            return [coef - d, coef + d];
          });
          return {
            se: seBetaHat,
            t: tStatistic,
            p: pValue,
            sigmaHat,
            interval95
          };
        }
        function F_test(model) {
          var F_statistic = model.R2 / model.df_model / ((1 - model.R2) / model.df_resid);
          var fcdf = function(x, n1, n2) {
            return jStat.beta.cdf(x / (n2 / n1 + x), n1 / 2, n2 / 2);
          };
          var pvalue = 1 - fcdf(F_statistic, model.df_model, model.df_resid);
          return { F_statistic, pvalue };
        }
        function ols_wrap(endog, exog) {
          var model = ols(endog, exog);
          var ttest = t_test(model);
          var ftest = F_test(model);
          var adjust_R2 = 1 - (1 - model.R2) * ((model.nobs - 1) / model.df_resid);
          model.t = ttest;
          model.f = ftest;
          model.adjust_R2 = adjust_R2;
          return model;
        }
        return { ols: ols_wrap };
      })();
      jStat.extend({
        buildxmatrix: function buildxmatrix() {
          var matrixRows = new Array(arguments.length);
          for (var i = 0; i < arguments.length; i++) {
            var array6 = [1];
            matrixRows[i] = array6.concat(arguments[i]);
          }
          return jStat(matrixRows);
        },
        builddxmatrix: function builddxmatrix() {
          var matrixRows = new Array(arguments[0].length);
          for (var i = 0; i < arguments[0].length; i++) {
            var array6 = [1];
            matrixRows[i] = array6.concat(arguments[0][i]);
          }
          return jStat(matrixRows);
        },
        buildjxmatrix: function buildjxmatrix(jMat) {
          var pass = new Array(jMat.length);
          for (var i = 0; i < jMat.length; i++) {
            pass[i] = jMat[i];
          }
          return jStat.builddxmatrix(pass);
        },
        buildymatrix: function buildymatrix(array6) {
          return jStat(array6).transpose();
        },
        buildjymatrix: function buildjymatrix(jMat) {
          return jMat.transpose();
        },
        matrixmult: function matrixmult(A, B) {
          var i, j, k, result, sum;
          if (A.cols() == B.rows()) {
            if (B.rows() > 1) {
              result = [];
              for (i = 0; i < A.rows(); i++) {
                result[i] = [];
                for (j = 0; j < B.cols(); j++) {
                  sum = 0;
                  for (k = 0; k < A.cols(); k++) {
                    sum += A.toArray()[i][k] * B.toArray()[k][j];
                  }
                  result[i][j] = sum;
                }
              }
              return jStat(result);
            }
            result = [];
            for (i = 0; i < A.rows(); i++) {
              result[i] = [];
              for (j = 0; j < B.cols(); j++) {
                sum = 0;
                for (k = 0; k < A.cols(); k++) {
                  sum += A.toArray()[i][k] * B.toArray()[j];
                }
                result[i][j] = sum;
              }
            }
            return jStat(result);
          }
        },
        //regress and regresst to be fixed
        regress: function regress(jMatX, jMatY) {
          var innerinv = jStat.xtranspxinv(jMatX);
          var xtransp = jMatX.transpose();
          var next = jStat.matrixmult(jStat(innerinv), xtransp);
          return jStat.matrixmult(next, jMatY);
        },
        regresst: function regresst(jMatX, jMatY, sides) {
          var beta = jStat.regress(jMatX, jMatY);
          var compile = {};
          compile.anova = {};
          var jMatYBar = jStat.jMatYBar(jMatX, beta);
          compile.yBar = jMatYBar;
          var yAverage = jMatY.mean();
          compile.anova.residuals = jStat.residuals(jMatY, jMatYBar);
          compile.anova.ssr = jStat.ssr(jMatYBar, yAverage);
          compile.anova.msr = compile.anova.ssr / (jMatX[0].length - 1);
          compile.anova.sse = jStat.sse(jMatY, jMatYBar);
          compile.anova.mse = compile.anova.sse / (jMatY.length - (jMatX[0].length - 1) - 1);
          compile.anova.sst = jStat.sst(jMatY, yAverage);
          compile.anova.mst = compile.anova.sst / (jMatY.length - 1);
          compile.anova.r2 = 1 - compile.anova.sse / compile.anova.sst;
          if (compile.anova.r2 < 0) compile.anova.r2 = 0;
          compile.anova.fratio = compile.anova.msr / compile.anova.mse;
          compile.anova.pvalue = jStat.anovaftest(
            compile.anova.fratio,
            jMatX[0].length - 1,
            jMatY.length - (jMatX[0].length - 1) - 1
          );
          compile.anova.rmse = Math.sqrt(compile.anova.mse);
          compile.anova.r2adj = 1 - compile.anova.mse / compile.anova.mst;
          if (compile.anova.r2adj < 0) compile.anova.r2adj = 0;
          compile.stats = new Array(jMatX[0].length);
          var covar = jStat.xtranspxinv(jMatX);
          var sds, ts, ps;
          for (var i = 0; i < beta.length; i++) {
            sds = Math.sqrt(compile.anova.mse * Math.abs(covar[i][i]));
            ts = Math.abs(beta[i] / sds);
            ps = jStat.ttest(ts, jMatY.length - jMatX[0].length - 1, sides);
            compile.stats[i] = [beta[i], sds, ts, ps];
          }
          compile.regress = beta;
          return compile;
        },
        xtranspx: function xtranspx(jMatX) {
          return jStat.matrixmult(jMatX.transpose(), jMatX);
        },
        xtranspxinv: function xtranspxinv(jMatX) {
          var inner = jStat.matrixmult(jMatX.transpose(), jMatX);
          var innerinv = jStat.inv(inner);
          return innerinv;
        },
        jMatYBar: function jMatYBar(jMatX, beta) {
          var yBar = jStat.matrixmult(jMatX, beta);
          return new jStat(yBar);
        },
        residuals: function residuals(jMatY, jMatYBar) {
          return jStat.matrixsubtract(jMatY, jMatYBar);
        },
        ssr: function ssr(jMatYBar, yAverage) {
          var ssr2 = 0;
          for (var i = 0; i < jMatYBar.length; i++) {
            ssr2 += Math.pow(jMatYBar[i] - yAverage, 2);
          }
          return ssr2;
        },
        sse: function sse(jMatY, jMatYBar) {
          var sse2 = 0;
          for (var i = 0; i < jMatY.length; i++) {
            sse2 += Math.pow(jMatY[i] - jMatYBar[i], 2);
          }
          return sse2;
        },
        sst: function sst(jMatY, yAverage) {
          var sst2 = 0;
          for (var i = 0; i < jMatY.length; i++) {
            sst2 += Math.pow(jMatY[i] - yAverage, 2);
          }
          return sst2;
        },
        matrixsubtract: function matrixsubtract(A, B) {
          var ans = new Array(A.length);
          for (var i = 0; i < A.length; i++) {
            ans[i] = new Array(A[i].length);
            for (var j = 0; j < A[i].length; j++) {
              ans[i][j] = A[i][j] - B[i][j];
            }
          }
          return jStat(ans);
        }
      });
      jStat.jStat = jStat;
      return jStat;
    });
  }
});

// src/main.ts
import { Command as Command2, CommanderError } from "commander";

// ../adapters/src/adapter-error.ts
var retryableCodes = ["disk_full", "locked", "interrupted", "out_of_memory"];
var AdapterError = class extends Error {
  name = "AdapterError";
  code;
  /** The same call may succeed once the cause named in the message is gone; nothing has to be repaired first. */
  retryable;
  constructor(code, message, options = {}) {
    super(message, options);
    this.code = code;
    this.retryable = retryableCodes.includes(code);
  }
};

// ../events/src/compare-code-points.ts
function compareCodePoints(a, b) {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const unitA = a.charCodeAt(at);
    const unitB = b.charCodeAt(at);
    if (unitA !== unitB) return codePointRank(unitA) - codePointRank(unitB);
  }
  return a.length - b.length;
}
function codePointRank(unit) {
  return unit >= 55296 && unit <= 57343 ? unit + 65536 : unit;
}

// ../estimators/src/distributions/log-gamma.ts
var HALF_LOG_TWO_PI = 0.9189385332046728;
function stirlingCorrection(x) {
  let shifted = x;
  let raised = 0;
  for (; shifted < 12; shifted += 1) raised += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const tail2 = 1 / 1680 - square * (1 / 1188 - square * (691 / 360360));
  return raised + inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * tail2)));
}
function logGamma(x) {
  if (!(x > 0)) throw new RangeError(`x: expected a number > 0, got ${x}`);
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingCorrection(x);
}

// ../estimators/src/distributions/log1p-minus.ts
function log1pMinus(x) {
  if (Math.abs(x) > 0.5) return Math.log1p(x) - x;
  const r = x / (2 + x);
  const square = r * r;
  let power = 1;
  let sum = 1 / 3;
  for (let k = 5; power > 1e-18; k += 2) {
    power *= square;
    sum += power / k;
  }
  return r * (2 * square * sum - x);
}

// ../estimators/src/distributions/tails.ts
function tailsFromLogLower(logLower) {
  const log = Math.min(0, logLower);
  const lower = Math.exp(log);
  return { lower, upper: -Math.expm1(log), logLower: log, logUpper: logOneMinusExp(log) };
}
function mirrored({ lower, upper, logLower, logUpper }) {
  return { lower: upper, upper: lower, logLower: logUpper, logUpper: logLower };
}
function logOneMinusExp(x) {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

// ../estimators/src/distributions/unit-point.ts
function unitPointAtLogOdds(logOdds) {
  if (logOdds > 0) return mirroredPoint(unitPointAtLogOdds(-logOdds));
  const odds = Math.exp(logOdds);
  const logY = -Math.log1p(odds);
  return { x: odds / (1 + odds), y: 1 / (1 + odds), logX: logOdds + logY, logY };
}
function mirroredPoint({ x, y, logX, logY }) {
  return { x: y, y: x, logX: logY, logY: logX };
}

// ../estimators/src/distributions/beta-tails.ts
var CONVERGED = 25e-17;
function betaTails(a, b, point) {
  if (point.logX === -Infinity) return tailsFromLogLower(-Infinity);
  if (point.logY === -Infinity) return mirrored(tailsFromLogLower(-Infinity));
  const gap = meanGap(a, b, point);
  if (gap < 0) return mirrored(betaTails(b, a, mirroredPoint(point)));
  const fraction = continuedFraction({ a, b, gap, x: point.x, y: point.y });
  return tailsFromLogLower(logBetaKernel(a, b, point) - Math.log(fraction));
}
function logBetaKernel(a, b, point) {
  const total = a + b;
  const gap = meanGap(a, b, point);
  const scale = 0.5 * (Math.log(a) + Math.log(b / total));
  const correction = stirlingCorrection(total) - stirlingCorrection(a) - stirlingCorrection(b);
  return deviance(a, total, -gap, point.logX) + deviance(b, total, gap, point.logY) + (scale - HALF_LOG_TWO_PI + correction);
}
function meanGap(a, b, { x, y }) {
  return x < y ? a - (a + b) * x : (a + b) * y - b;
}
function deviance(a, total, gap, logX) {
  const share = gap / a;
  return a * (Math.abs(share) < 0.5 ? log1pMinus(share) : logX + Math.log(total / a) - share);
}
function continuedFraction({ a, b, gap, x, y }) {
  let result = a * (gap + 1) / (a + 1);
  let c = result;
  let d = 0;
  for (let n = 1, change = 0; Math.abs(change - 1) > CONVERGED; n += 1) {
    const even = a + 2 * n;
    const numerator = (a + n - 1) * (a + b + n - 1) * n * (b - n) * x * x / ((even - 1) * (even - 1));
    const denominator = n + n * (b - n) * x / (even - 1) + (a + n) * (gap + 1 + n * (1 + y)) / (even + 1);
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    change = c * d;
    result *= change;
  }
  return result;
}

// ../estimators/src/distributions/check-argument.ts
function checkedProbability(probability) {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`p: expected a probability in [0, 1], got ${probability}`);
  }
  return probability;
}
function checkedShape(name, shape2) {
  if (!(shape2 > 0 && shape2 < Infinity)) {
    throw new RangeError(`${name}: expected a finite number > 0, got ${shape2}`);
  }
  return shape2;
}
function checkedPoint(name, point) {
  if (Number.isNaN(point)) throw new RangeError(`${name}: expected a number, got NaN`);
  return point;
}

// ../estimators/src/distributions/tail-quantile.ts
function tailQuantile(distribution, { probability, side }) {
  if (probability > 0.5) {
    const other = side === "lower" ? "upper" : "lower";
    return tailQuantile(distribution, { probability: 1 - probability, side: other });
  }
  const target = Math.log(probability);
  const sign = side === "lower" ? 1 : -1;
  let position = distribution.start;
  for (let iteration = 0; iteration < 200; iteration += 1) {
    const tails = distribution.tails(position);
    const logTail = side === "lower" ? tails.logLower : tails.logUpper;
    const excess = logTail - target;
    const step = -sign * excess * Math.exp(logTail - distribution.logDensity(position));
    position += Math.min(step, distribution.maxStepUp);
    if (Math.abs(excess) < 1e-9) break;
  }
  return position;
}

// ../estimators/src/distributions/beta.ts
function betaLogOdds({ a, b }, tail2) {
  const outward = tail2.side === "lower" ? -1 : 1;
  if (tail2.probability === 0) return outward * Infinity;
  if (tail2.probability === 1) return -outward * Infinity;
  return tailQuantile(
    {
      tails: (logOdds) => betaTails(a, b, unitPointAtLogOdds(logOdds)),
      logDensity: (logOdds) => logBetaKernel(a, b, unitPointAtLogOdds(logOdds)),
      start: Math.log(a / b),
      maxStepUp: Infinity
    },
    tail2
  );
}

// ../estimators/src/distributions/gamma-tails.ts
var NEGLIGIBLE = 1e-17;
var CONVERGED2 = 25e-17;
function gammaTails(a, x, logX = Math.log(x)) {
  if (logX === -Infinity) return tailsFromLogLower(-Infinity);
  if (x === Infinity) return mirrored(tailsFromLogLower(-Infinity));
  const logDensity2 = logGammaKernel(a, x, logX);
  if (x < a + 1) return tailsFromLogLower(logDensity2 + Math.log(powerSeries(a, x)));
  return mirrored(tailsFromLogLower(logDensity2 + Math.log(legendreFraction(a, x))));
}
function logGammaKernel(a, x, logX) {
  const gap = (x - a) / a;
  const deviance2 = Math.abs(gap) < 0.5 ? log1pMinus(gap) : logX - Math.log(a) - gap;
  return a * deviance2 + 0.5 * Math.log(a) - HALF_LOG_TWO_PI - stirlingCorrection(a);
}
function powerSeries(a, x) {
  let term = 1 / a;
  let sum = term;
  for (let k = a + 1; term > sum * NEGLIGIBLE; k += 1) {
    term *= x / k;
    sum += term;
  }
  return sum;
}
function legendreFraction(a, x) {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let result = d;
  for (let k = 1, change = 0; Math.abs(change - 1) > CONVERGED2; k += 1) {
    const numerator = k * (a - k);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    change = c * d;
    result *= change;
  }
  return result;
}

// ../estimators/src/distributions/incomplete-gamma.ts
function gammaUpper(x, a) {
  return tailsAt(x, a).upper;
}
function tailsAt(x, a) {
  return gammaTails(checkedShape("a", a), Math.max(0, checkedPoint("x", x)));
}

// ../estimators/src/distributions/chi-square.ts
function chiSquareUpper(x, df) {
  return gammaUpper(x / 2, df / 2);
}

// ../estimators/src/distributions/normal.ts
function normalQuantileUpper(p) {
  return quantile({ probability: checkedProbability(p), side: "upper" });
}
function quantile(tail2) {
  const outward = tail2.side === "lower" ? -1 : 1;
  if (tail2.probability === 0) return outward * Infinity;
  if (tail2.probability === 1) return -outward * Infinity;
  if (tail2.probability === 0.5) return 0;
  return tailQuantile({ tails: tailsAt2, logDensity, start: 0, maxStepUp: Infinity }, tail2);
}
function tailsAt2(z11) {
  const outer = gammaTails(0.5, checkedPoint("z", z11) * z11 / 2).logUpper - Math.LN2;
  return z11 < 0 ? tailsFromLogLower(outer) : mirrored(tailsFromLogLower(outer));
}
function logDensity(z11) {
  return -HALF_LOG_TWO_PI - z11 * z11 / 2;
}

// ../estimators/src/distributions/student-t.ts
function studentTQuantile(p, df) {
  return -quantileUpper(checkedProbability(p), checkedShape("df", df));
}
function quantileUpper(p, df) {
  if (p > 0.5) return -quantileUpper(1 - p, df);
  if (p === 0) return Infinity;
  if (p === 0.5) return 0;
  const tail2 = p < 0.25 ? { probability: 2 * p, side: "lower" } : { probability: 1 - 2 * p, side: "upper" };
  return Math.sqrt(df) * Math.exp(-betaLogOdds({ a: df / 2, b: 0.5 }, tail2) / 2);
}

// src/command-fault.ts
var CommandFault = class extends Error {
  name = "CommandFault";
};

// ../assignment/src/coverage-cut.ts
function coverageCut(share) {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share: expected a number in [0, 1], got ${share}`);
  return Math.floor(share * 4294967296);
}

// ../assignment/src/cut-points.ts
function cutPoints(weights) {
  let total = 0;
  for (const weight of weights) {
    if (!(weight >= 0)) throw new RangeError(`weights: expected numbers >= 0, got ${weight}`);
    total += weight;
  }
  if (!(total > 0 && total < Infinity)) {
    throw new RangeError(`weights: expected a finite sum above 0, got ${total}`);
  }
  const cuts = [];
  let cumulative = 0;
  for (const weight of weights) {
    cumulative += weight;
    cuts.push(Math.floor(cumulative / total * 4294967296));
  }
  return cuts;
}

// ../assignment/src/experiment-salt.ts
function experimentSalt({ expId: expId2, phase = 1, salt }) {
  if (salt !== void 0) return salt;
  return phase === 1 ? expId2 : `${expId2}#${phase}`;
}

// ../assignment/src/hash-input.ts
function hashInput(purpose, salt, unitId) {
  return `lp1${purpose}${salt}${unitId}`;
}

// ../assignment/src/murmur3-utf8.ts
var C1 = 3432918353;
var C2 = 461845907;
function murmur3Utf8(text2) {
  const length = text2.length;
  let hash = 0;
  let index = 0;
  for (; index + 4 <= length; index += 4) {
    const a = text2.charCodeAt(index);
    const b = text2.charCodeAt(index + 1);
    const c = text2.charCodeAt(index + 2);
    const d = text2.charCodeAt(index + 3);
    if ((a | b | c | d) > 127) return mixedTail(text2, index, hash);
    hash = mixBlock(hash, a | b << 8 | c << 16 | d << 24);
  }
  let block = 0;
  for (let position = index; position < length; position += 1) {
    const code = text2.charCodeAt(position);
    if (code > 127) return mixedTail(text2, index, hash);
    block |= code << (position - index) * 8;
  }
  return finish(index === length ? hash : hash ^ scramble(block), length);
}
function mixedTail(text2, start, startHash) {
  let hash = startHash;
  let byteLength = start;
  let block = 0;
  for (let index = start; index < text2.length; index += 1) {
    const point = text2.codePointAt(index) ?? 0;
    if (point > 65535) index += 1;
    let bytes = sequence(point);
    for (let left = sequenceLength(point); left > 0; left -= 1) {
      block |= (bytes & 255) << (byteLength & 3) * 8;
      bytes >>>= 8;
      byteLength += 1;
      if ((byteLength & 3) === 0) {
        hash = mixBlock(hash, block);
        block = 0;
      }
    }
  }
  return finish((byteLength & 3) === 0 ? hash : hash ^ scramble(block), byteLength);
}
function sequenceLength(point) {
  if (point < 128) return 1;
  if (point < 2048) return 2;
  return point < 65536 ? 3 : 4;
}
function sequence(point) {
  if (point < 128) return point;
  const last = 128 | point & 63;
  if (point < 2048) return 192 | point >> 6 | last << 8;
  const middle = 128 | point >> 6 & 63;
  if (point >= 55296 && point <= 57343) return 12435439;
  if (point < 65536) return 224 | point >> 12 | middle << 8 | last << 16;
  return 240 | point >> 18 | (128 | point >> 12 & 63) << 8 | middle << 16 | last << 24;
}
function scramble(block) {
  const k = Math.imul(block, C1);
  return Math.imul(k << 15 | k >>> 17, C2);
}
function mixBlock(hash, block) {
  const h = hash ^ scramble(block);
  return Math.imul(h << 13 | h >>> 19, 5) + 3864292196 | 0;
}
function finish(hash, byteLength) {
  let h = hash ^ byteLength;
  h = Math.imul(h ^ h >>> 16, 2246822507);
  h = Math.imul(h ^ h >>> 13, 3266489909);
  return (h ^ h >>> 16) >>> 0;
}

// ../assignment/src/murmur3.ts
function murmur3(purpose, salt, unitId) {
  return murmur3Utf8(hashInput(purpose, salt, unitId));
}

// ../assignment/src/targeting/is-operator-record.ts
function isOperatorRecord(written) {
  if (typeof written !== "object" || written === null || Array.isArray(written)) return false;
  const keys = Object.keys(written);
  return keys.length > 0 && keys.every((key) => key.startsWith("$"));
}

// ../assignment/src/targeting/compare-code-points.ts
function compareCodePoints2(a, b) {
  const shared = Math.min(a.length, b.length);
  let index = 0;
  while (index < shared && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  if (index === shared) return a.length - b.length;
  return rank(a.charCodeAt(index)) - rank(b.charCodeAt(index));
}
function rank(unit) {
  return (unit & 63488) === 55296 ? unit + 65536 : unit;
}

// ../assignment/src/targeting/compare-plain.ts
var decimal = /^-?[0-9]{1,20}(\.[0-9]{1,20})?$/;
function comparePlain(a, b) {
  if (typeof a === "string" && typeof b === "string") return compareCodePoints2(a, b);
  const left = asNumber(a);
  const right = asNumber(b);
  return left === void 0 || right === void 0 ? void 0 : left - right;
}
function asNumber(value2) {
  if (typeof value2 === "number") return value2;
  return typeof value2 === "string" && decimal.test(value2) ? Number(value2) : void 0;
}

// ../assignment/src/targeting/compare-versions.ts
var MAX_LENGTH = 256;
function compareVersions(a, b) {
  const left = versionParts(a);
  const right = versionParts(b);
  if (left === void 0 || right === void 0) return void 0;
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareParts(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}
function versionParts(value2) {
  const text2 = typeof value2 === "number" ? String(value2) : value2;
  if (typeof text2 !== "string" || text2 === "" || text2.length > MAX_LENGTH) return void 0;
  const build = text2.indexOf("+");
  const parts = (build === -1 ? text2 : text2.slice(0, build)).replace(/^v/, "").split(/[-.]/);
  return parts.length === 3 ? [...parts, "~"] : parts;
}
function compareParts(a, b) {
  if (a === void 0 || b === void 0) return a === b ? 0 : a === void 0 ? -1 : 1;
  const aIsNumber = /^[0-9]+$/.test(a);
  if (aIsNumber !== /^[0-9]+$/.test(b)) return aIsNumber ? -1 : 1;
  if (!aIsNumber) return compareCodePoints2(a, b);
  const [left, right] = [a.replace(/^0+(?=.)/, ""), b.replace(/^0+(?=.)/, "")];
  return left.length - right.length || compareCodePoints2(left, right);
}

// ../assignment/src/targeting/plain-value.ts
var MAX_DEPTH = 8;
var MAX_VALUES = 1e4;
function plainValue(value2) {
  if (typeof value2 === "string" || typeof value2 === "boolean" || value2 === null) return value2;
  if (typeof value2 === "number") return Number.isFinite(value2) ? value2 : void 0;
  if (typeof value2 !== "object") return void 0;
  try {
    return copied(value2, { depth: 0, left: MAX_VALUES });
  } catch {
    return void 0;
  }
}
function copied(value2, allowance) {
  if (typeof value2 !== "object" || value2 === null) return plainValue(value2);
  const inner = { depth: allowance.depth + 1, left: allowance.left };
  const entries = [];
  const keys = Object.keys(value2);
  inner.left -= keys.length + 1;
  if (inner.depth > MAX_DEPTH || inner.left < 0) throw new RangeError("attribute: too large");
  for (const key of keys) entries.push([key, copied(value2[key], inner)]);
  allowance.left = inner.left;
  return Array.isArray(value2) ? entries.map(([, element]) => element) : new Map(entries);
}

// ../assignment/src/targeting/plain-equal.ts
function plainEqual(a, b) {
  const left = a ?? null;
  const right = b ?? null;
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (left instanceof Map || right instanceof Map) {
    if (!(left instanceof Map && right instanceof Map) || left.size !== right.size) return false;
    for (const [key, value2] of left) if (!right.has(key) || !plainEqual(value2, right.get(key))) return false;
    return true;
  }
  const [one, other] = [left, right];
  return one.length === other.length && one.every((value2, index) => plainEqual(value2, other[index]));
}

// ../assignment/src/targeting/same-value.ts
function sameValue(actual, written) {
  if (typeof written !== "object" || written === null) return (actual ?? null) === written;
  return plainEqual(actual, plainValue(written));
}

// ../assignment/src/targeting/matches-operator.ts
var MAX_REGEX_TEXT = 1e4;
function matchesOperator(operator, { actual, operand }, run8) {
  run8.left -= 1;
  if (run8.left < 0) return broken(run8);
  const order = inequality(operator, { actual, operand });
  if (order !== void 0) return order;
  switch (operator) {
    case "$eq":
      return sameValue(actual, operand);
    case "$ne":
      return !sameValue(actual, operand);
    case "$in":
      return among({ actual, operand }, run8);
    case "$nin":
      return !among({ actual, operand }, run8);
    case "$all":
      return hasAll({ actual, operand }, run8);
    case "$exists":
      if (typeof operand !== "boolean") return broken(run8);
      return operand ? (actual ?? null) !== null : (actual ?? null) === null;
    case "$type":
      return typeOf(actual) === operand;
    case "$inGroup":
      return inGroup({ actual, operand }, run8);
    case "$regex":
      return matchesRegex({ actual, operand }, run8);
    default:
      return broken(run8);
  }
}
function inequality(operator, { actual, operand }) {
  if (operator === "$vne") return inequality("$veq", { actual, operand }) === false;
  const versions = operator.startsWith("$v");
  const relation = versions ? operator.slice(2) : operator.slice(1);
  if (!["gt", "gte", "lt", "lte"].includes(relation) && operator !== "$veq") return void 0;
  const written = plainValue(operand);
  const order = versions ? compareVersions(actual, written) : comparePlain(actual, written);
  if (order === void 0) return false;
  if (order === 0) return relation === "eq" || relation.endsWith("te");
  return order > 0 ? relation.startsWith("gt") : relation.startsWith("lt");
}
function among({ actual, operand }, run8) {
  if (!Array.isArray(operand)) return broken(run8);
  const candidates = Array.isArray(actual) ? actual : [actual];
  return candidates.some((candidate) => {
    run8.left -= operand.length;
    if (run8.left < 0) return broken(run8);
    return operand.some((value2) => sameValue(candidate, value2));
  });
}
function hasAll({ actual, operand }, run8) {
  if (!Array.isArray(operand)) return broken(run8);
  if (!Array.isArray(actual)) return false;
  run8.left -= actual.length * operand.length;
  if (run8.left < 0) return broken(run8);
  return operand.every((value2) => actual.some((element) => sameValue(element, value2)));
}
function inGroup({ actual, operand }, run8) {
  const members = typeof operand === "string" ? run8.groups?.get(operand) : void 0;
  if (members === void 0) return broken(run8);
  const candidates = Array.isArray(actual) ? actual : [actual];
  return candidates.some((candidate) => members.has(candidate));
}
function matchesRegex({ actual, operand }, run8) {
  if (run8.regex === void 0 || typeof operand !== "string") return broken(run8);
  return typeof actual === "string" && actual.length <= MAX_REGEX_TEXT && run8.regex(operand, actual);
}
function typeOf(actual) {
  if (actual === null) return "null";
  return Array.isArray(actual) ? "array" : typeof actual;
}
function broken(run8) {
  run8.broken = true;
  return false;
}

// ../assignment/src/targeting/read-path.ts
function readPath(attributes, path) {
  let current = attributes;
  try {
    for (const key of path.split(".")) {
      if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return void 0;
      current = current[key];
    }
  } catch {
    return void 0;
  }
  return plainValue(current);
}

// ../assignment/src/targeting/matches-condition.ts
var MAX_COMPARISONS = 1e5;
function matchesCondition(condition, attributes, { groups, regex } = {}) {
  const run8 = {
    left: MAX_COMPARISONS,
    broken: false,
    ...groups === void 0 ? {} : { groups },
    ...regex === void 0 ? {} : { regex }
  };
  const met = holds(condition, (path) => readPath(attributes, path), run8);
  return met && !run8.broken;
}
function holds(condition, lookup, run8) {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) return broken2(run8);
  for (const [key, written] of Object.entries(condition)) {
    if (run8.broken || !entryHolds([key, written], lookup, run8)) return false;
  }
  return true;
}
function entryHolds([key, written], lookup, run8) {
  if (key === "$not") return !holds(written, lookup, run8);
  if (key === "$and" || key === "$or" || key === "$nor") {
    if (!Array.isArray(written)) return broken2(run8);
    if (key === "$and") return written.every((part) => holds(part, lookup, run8));
    const some = written.some((part) => holds(part, lookup, run8));
    return key === "$or" ? some || written.length === 0 : !some;
  }
  return key.startsWith("$") ? broken2(run8) : valueHolds(lookup(key), written, run8);
}
function valueHolds(actual, written, run8) {
  if (!isOperatorRecord(written)) {
    run8.left -= 1;
    return sameValue(actual, written);
  }
  return Object.entries(written).every(([operator, operand]) => {
    if (operator === "$not") return !valueHolds(actual, operand, run8);
    if (operator === "$size") return Array.isArray(actual) && valueHolds(actual.length, operand, run8);
    if (operator === "$elemMatch") return someElement(actual, operand, run8);
    return matchesOperator(operator, { actual, operand }, run8);
  });
}
function someElement(actual, operand, run8) {
  if (!Array.isArray(actual)) return false;
  return actual.some((element) => {
    if (isOperatorRecord(operand)) return valueHolds(element, operand, run8);
    return element instanceof Map && holds(operand, (path) => inside(element, path), run8);
  });
}
function inside(record4, path) {
  let current = record4;
  for (const key of path.split(".")) {
    if (!(current instanceof Map)) return void 0;
    current = current.get(key);
  }
  return current;
}
function broken2(run8) {
  run8.broken = true;
  return false;
}

// ../assignment/src/unit-id-fault.ts
var MAX_BYTES = 512;
function unitIdFault(value2) {
  if (typeof value2 !== "string") return "not_text";
  const length = value2.length;
  if (length === 0) return "empty";
  if (length > MAX_BYTES) return "too_long";
  if (value2 === "undefined") return "text_undefined";
  let bytes = length;
  for (let index = 0; index < length; index += 1) {
    const code = value2.charCodeAt(index);
    if (code === 31) return "separator";
    if (code < 128) continue;
    bytes += code < 2048 ? 1 : 2;
    if ((code & 63488) !== 55296) continue;
    const next = index + 1 < length ? value2.charCodeAt(index + 1) : 0;
    if (code > 56319 || (next & 64512) !== 56320) return "unpaired_surrogate";
    index += 1;
  }
  return bytes > MAX_BYTES ? "too_long" : void 0;
}

// ../assignment/src/assign.ts
var nothing = {};
function assign(experiment, unitId, attributes, context = nothing) {
  if (experiment.status === "killed" || context.killed?.has(experiment.expId) === true) {
    return control(experiment, "killed");
  }
  const barred = barredIdentity(experiment, unitId, context);
  if (barred !== void 0) return control(experiment, barred);
  const unit = unitId;
  const forced = context.forced?.get(experiment.expId);
  if (forced !== void 0 && experiment.variants.includes(forced)) {
    return inside2(experiment, forced, "forced");
  }
  const idle = idleLife(experiment, context) ?? heldBack(experiment, unit, context);
  if (idle !== void 0) return control(experiment, idle);
  const sticky = context.sticky?.get(experiment.expId);
  if (sticky?.phase === (experiment.phase ?? 1) && experiment.variants.includes(sticky.variant)) {
    return inside2(experiment, sticky.variant, "sticky");
  }
  const outside = outsideScope(experiment, unit, { attributes, context });
  return outside === void 0 ? hashed(experiment, unit) : control(experiment, outside);
}
function barredIdentity({ publicSeo }, unitId, { policy = "identity", crawler, durableIdentity }) {
  const ruled = policy !== "same-as-user" && publicSeo === true;
  if (unitId === null && ruled) return "no_identity_control";
  if (unitIdFault(unitId) !== void 0) return "invalid_identity";
  if (ruled && durableIdentity !== true) return "no_identity_control";
  return crawler === true && policy === "identity" ? "crawler_control" : void 0;
}
function idleLife({ status, startUs, endUs }, { nowUs }) {
  if (status === "draft" || status === "stopped") return status;
  if (nowUs === void 0) return void 0;
  if (startUs !== void 0 && nowUs < startUs) return "not_started";
  return endUs !== void 0 && nowUs >= endUs ? "ended" : void 0;
}
function heldBack({ holdout, prerequisites }, unit, { decisions }) {
  if (holdout !== void 0 && within("layer", holdout.id, { unit, from: 0, to: holdout.share })) return "holdout";
  for (const { expId: expId2, variants: variants2 } of prerequisites ?? []) {
    const earlier = decisions?.get(expId2);
    if (earlier?.inExperiment !== true || !variants2.some((variant) => variant === earlier.variant)) {
      return "prerequisite";
    }
  }
  return void 0;
}
function outsideScope(experiment, unit, { attributes, context }) {
  const { targeting, layer, coverage = 1 } = experiment;
  if (targeting !== void 0 && !matchesCondition(targeting, attributes, context)) return "not_targeted";
  if (layer !== void 0) {
    const [from, to] = layer.slots;
    if (!within("layer", layer.id, { unit, from, to })) return "outside_layer";
  }
  if (coverage === 1) return void 0;
  const covered = within("coverage", experimentSalt(experiment), { unit, from: 0, to: coverage });
  return covered ? void 0 : "outside_coverage";
}
function within(purpose, salt, { unit, from, to }) {
  const lower = coverageCut(from);
  const upper = coverageCut(to);
  if (lower >= upper) return false;
  if (lower === 0 && upper === 4294967296) return true;
  const point = murmur3(purpose, salt, unit);
  return lower <= point && point < upper;
}
function hashed(experiment, unit) {
  const { variants: variants2, weights } = experiment;
  if (variants2.length !== weights.length || variants2.length === 0) {
    throw new RangeError(`weights: expected one per variant (${variants2.length}), got ${weights.length}`);
  }
  const cuts = cutPoints(weights);
  if (variants2.length === 1) return inside2(experiment, variants2[0] ?? null, "assigned");
  const bucket = murmur3("assign", experimentSalt(experiment), unit);
  let arm = 0;
  while (bucket >= (cuts[arm] ?? Infinity)) arm += 1;
  return {
    variant: variants2[arm] ?? null,
    inExperiment: true,
    reason: "assigned",
    bucket,
    hashVersion: 1,
    expId: experiment.expId,
    phase: experiment.phase ?? 1
  };
}
function inside2(experiment, variant, reason) {
  return {
    variant,
    inExperiment: true,
    reason,
    bucket: null,
    hashVersion: 1,
    expId: experiment.expId,
    phase: experiment.phase ?? 1
  };
}
function control(experiment, reason) {
  return {
    variant: reason === "invalid_identity" ? null : experiment.control ?? experiment.variants[0] ?? null,
    inExperiment: false,
    reason,
    bucket: null,
    hashVersion: 1,
    expId: experiment.expId,
    phase: experiment.phase ?? 1
  };
}

// ../assignment/src/targeting/targeting-operators.ts
var fieldOperators = [
  "$eq",
  "$ne",
  "$in",
  "$nin",
  "$gt",
  "$gte",
  "$lt",
  "$lte",
  "$exists",
  "$type",
  "$regex",
  "$not",
  "$all",
  "$elemMatch",
  "$size",
  "$inGroup",
  "$veq",
  "$vne",
  "$vgt",
  "$vgte",
  "$vlt",
  "$vlte"
];
var logicOperators = ["$and", "$or", "$nor", "$not"];
var targetingOperators = { field: fieldOperators, logic: logicOperators };

// ../assignment/src/targeting/condition-faults.ts
var MAX_DEPTH2 = 16;
var types = ["string", "number", "boolean", "array", "object", "null", "undefined"];
function conditionFaults(condition, { regex }) {
  const faults = [];
  logic(condition, [], { faults, regex });
  return faults;
}
function logic(condition, path, check) {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) {
    return report(check, path, ["a record of attributes and operators", condition]);
  }
  if (path.length > MAX_DEPTH2) return report(check, path, [`at most ${MAX_DEPTH2} levels`, condition]);
  for (const [key, written] of Object.entries(condition)) {
    const here = [...path, key];
    if (key === "$not") logic(written, here, check);
    else if (key === "$and" || key === "$or" || key === "$nor") list(written, here, check);
    else if (key.startsWith("$")) report(check, here, [`one of ${targetingOperators.logic.join(", ")}`, key]);
    else field(written, here, check);
  }
}
function list(written, path, check) {
  if (!Array.isArray(written)) return report(check, path, ["a list of conditions", written]);
  written.forEach((part, index) => logic(part, [...path, index], check));
}
function field(written, path, check) {
  if (path.length > MAX_DEPTH2) return report(check, path, [`at most ${MAX_DEPTH2} levels`, written]);
  if (isOperatorRecord(written)) {
    for (const [operator, operand] of Object.entries(written)) operation(operator, [operand, [...path, operator]], check);
  } else if (typeof written === "object" && written !== null && Object.keys(written).some((key) => key.startsWith("$"))) {
    report(check, path, ["either operators or plain keys", "both"]);
  }
}
function operation(operator, [operand, path], check) {
  const expected = shapes[operator];
  if (expected === void 0) {
    return report(check, path, [`one of ${targetingOperators.field.join(", ")}`, operator]);
  }
  if (operator === "$not" || operator === "$size") return field(operand, path, check);
  if (operator === "$elemMatch" && isOperatorRecord(operand)) return field(operand, path, check);
  if (operator === "$elemMatch") return logic(operand, path, check);
  if (!expected.fits(operand)) return report(check, path, [expected.words, operand]);
  if (operator === "$regex" && !check.regex) report(check, path, ["no $regex here: no linear-time matcher is available", operand]);
}
var any = { words: "a value", fits: () => true };
var array = { words: "a list of values", fits: (operand) => Array.isArray(operand) };
var ordered = {
  words: "a number or text",
  fits: (operand) => typeof operand === "number" || typeof operand === "string"
};
var text = { words: "text", fits: (operand) => typeof operand === "string" };
var truth = { words: "true or false", fits: (operand) => typeof operand === "boolean" };
var typeName = {
  words: `one of ${types.join(", ")}`,
  fits: (operand) => types.some((type) => type === operand)
};
var shapes = {
  $eq: any,
  $ne: any,
  $not: any,
  $size: any,
  $elemMatch: any,
  $in: array,
  $nin: array,
  $all: array,
  $gt: ordered,
  $gte: ordered,
  $lt: ordered,
  $lte: ordered,
  $veq: ordered,
  $vne: ordered,
  $vgt: ordered,
  $vgte: ordered,
  $vlt: ordered,
  $vlte: ordered,
  $exists: truth,
  $type: typeName,
  $regex: text,
  $inGroup: text
};
function report({ faults }, path, [expected, got]) {
  faults.push({ path, expected, got: described(got) });
}
function described(got) {
  if (Array.isArray(got)) return "a list";
  return typeof got === "object" && got !== null ? "a record" : String(got);
}

// ../experiments/src/checks/duplicate-findings.ts
function duplicateFindings({ definition, yaml }, all) {
  const others = all.filter((other) => other.definition.expId === definition.expId && other.yaml !== yaml);
  if (others.length === 0) return [];
  const where = others.map((other) => other.yaml.path).join(", ");
  return [{ path: ["exp_id"], expected: "an exp_id of its own", got: `${definition.expId}, which ${where} has too` }];
}

// ../experiments/src/checks/gate-findings.ts
function gateFindings({ status, maxDays }, gate) {
  if (status !== "running" || gate.verdict === "pass" || gate.verdict === "overridden") return [];
  const path = ["sizing"];
  const hint = "shorten the question, widen coverage, or write the reason into sizing.override";
  if (gate.sizing === null) {
    return [{ path, expected: `${gate.missing ?? "a sizing block"}, because a running experiment needs a passed sizing gate`, got: "none", hint }];
  }
  const { days, units } = gate.sizing;
  const got = `${units} units, which take ${days === null ? "an unknown number of" : days} days`;
  return [{ path, expected: `an answer within max_days (${maxDays ?? "none"})`, got, hint }];
}

// ../experiments/src/checks/layer-findings.ts
function layerFindings({ definition, yaml }, all) {
  const { layer, unit } = definition;
  if (layer === void 0 || !isLive(definition.status)) return [];
  return all.flatMap((other) => {
    const theirs = other.definition.layer;
    if (other.yaml === yaml || theirs?.id !== layer.id || !isLive(other.definition.status)) return [];
    const name = `${other.definition.expId} (${other.yaml.path})`;
    const findings = [];
    if (layer.slots[0] < theirs.slots[1] && theirs.slots[0] < layer.slots[1]) {
      const got = `[${layer.slots.join(", ")}], which overlaps [${theirs.slots.join(", ")}] of ${name}`;
      findings.push({ path: ["layer", "slots"], expected: `slots apart from every other experiment in layer ${layer.id}`, got });
    }
    if (other.definition.unit !== unit) {
      const got = `${unit}, while ${name} has ${other.definition.unit}: two hashes exclude nobody`;
      findings.push({ path: ["unit"], expected: `one unit for all experiments in layer ${layer.id}`, got });
    }
    return findings;
  });
}
function isLive(status) {
  return status === "running" || status === "draft";
}

// ../experiments/src/lock/canonical-json.ts
function canonicalJson(value2, indent) {
  return JSON.stringify(sorted(value2), void 0, indent) ?? "null";
}
function sorted(value2) {
  if (Array.isArray(value2)) return value2.map(sorted);
  if (typeof value2 !== "object" || value2 === null) return value2;
  const entries = Object.entries(value2);
  entries.sort(([a], [b]) => compareCodePoints2(a, b));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

// ../experiments/src/lock/locked-experiment.ts
function lockedExperiment(definition) {
  return {
    status: definition.status,
    phase: definition.phase,
    variants: definition.variants,
    control: definition.control,
    weights: definition.weights,
    unit: definition.unit,
    targeting: definition.targeting ?? null,
    layer: definition.layer ?? null,
    salt: definition.salt,
    hash_version: definition.hashVersion
  };
}

// ../experiments/src/checks/lock-findings.ts
var frozen = [
  "variants",
  "control",
  "weights",
  "unit",
  "targeting",
  "layer",
  "salt",
  "hash_version"
];
function lockFindings(definition, locked) {
  if (locked === void 0 || locked.status === "draft") return [];
  if (definition.phase === locked.phase + 1) return [];
  if (definition.phase !== locked.phase) {
    const expected = `${locked.phase}, or ${locked.phase + 1} after a change (by the lock file)`;
    return [{ path: ["phase"], expected, got: String(definition.phase) }];
  }
  const now = lockedExperiment(definition);
  return frozen.filter((key) => canonicalJson(now[key]) !== canonicalJson(locked[key])).map((key) => ({
    path: [key],
    expected: `${canonicalJson(locked[key])} as locked, or phase: ${locked.phase + 1}`,
    got: canonicalJson(now[key])
  }));
}

// ../experiments/src/config/nearest-word.ts
function nearestWord(typed, known) {
  let nearest;
  let least = Math.min(3, Math.max(1, Math.ceil(typed.length / 2)));
  for (const word of known) {
    const distance = editDistance(typed.toLowerCase(), word.toLowerCase());
    if (distance < least) [nearest, least] = [word, distance];
  }
  return nearest;
}
function editDistance(a, b) {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const changed = (previous[column - 1] ?? 0) + same;
      current.push(Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

// ../experiments/src/checks/metric-reference-findings.ts
function metricReferenceFindings({ primaryMetric, guardrails }, metrics) {
  const findings = [...unknownMetric(["primary_metric"], primaryMetric, metrics)];
  guardrails.forEach((name, index) => {
    const path = ["guardrails", index];
    findings.push(...unknownMetric(path, name, metrics));
    if (name === primaryMetric || guardrails.indexOf(name) !== index) {
      findings.push({ path, expected: "a metric not named before in this file", got: name });
    }
    const metric = metrics.get(name);
    if (metric?.margin === null) {
      findings.push({
        path,
        expected: `a metric with a margin (the largest acceptable loss), because ${name} is a guardrail`,
        got: "a metric without one"
      });
    }
  });
  return findings;
}
function unknownMetric(path, name, metrics) {
  if (metrics.has(name)) return [];
  const nearest = nearestWord(name, [...metrics.keys()]);
  return [{
    path,
    expected: "a metric listed in metrics.yaml",
    got: `unknown metric ${name}`,
    ...nearest === void 0 ? {} : { hint: `did you mean ${nearest}?` }
  }];
}

// ../experiments/src/checks/prerequisite-findings.ts
function prerequisiteFindings({ definition }, all) {
  const known = new Map(all.map((one) => [one.definition.expId, one.definition]));
  return (definition.prerequisites ?? []).flatMap(({ expId: expId2, variants: variants2 }, index) => {
    const path = ["prerequisites", index];
    const asked = known.get(expId2);
    if (asked === void 0) return [{ path: [...path, "exp_id"], expected: "an experiment among these files", got: expId2 }];
    const findings = variants2.filter((variant) => !asked.variants.includes(variant)).map((variant) => ({ path: [...path, "variants"], expected: `variants of ${expId2}: ${asked.variants.join(", ")}`, got: variant }));
    if (leadsTo(expId2, definition.expId, known)) {
      findings.push({ path: [...path, "exp_id"], expected: "a prerequisite that does not depend on this experiment", got: expId2 });
    }
    return findings;
  });
}
function leadsTo(from, goal, known) {
  const seen = /* @__PURE__ */ new Set();
  const waiting = [from];
  for (let next = waiting.pop(); next !== void 0; next = waiting.pop()) {
    if (next === goal) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(known.get(next)?.prerequisites ?? []).map(({ expId: expId2 }) => expId2));
  }
  return false;
}

// ../experiments/src/checks/split-findings.ts
function splitFindings({ variants: variants2, weights, control: control2, layer }) {
  const findings = [];
  variants2.forEach((variant, index) => {
    if (variants2.indexOf(variant) !== index) {
      findings.push({ path: ["variants", index], expected: "each variant once", got: `${variant} again` });
    }
  });
  if (weights.length !== variants2.length) {
    const got = `${weights.length} ${weights.length === 1 ? "weight" : "weights"}`;
    findings.push({ path: ["weights"], expected: `${variants2.length} weights, one per variant`, got });
  }
  if (!(weights.reduce((sum, weight) => sum + weight, 0) < Infinity)) {
    findings.push({ path: ["weights"], expected: "weights with a finite sum", got: "an infinite sum" });
  }
  if (control2 !== void 0 && !variants2.includes(control2)) {
    findings.push({ path: ["control"], expected: `one of ${variants2.join(", ")}`, got: control2 });
  }
  if (layer !== void 0 && !(layer.slots[0] < layer.slots[1])) {
    findings.push({ path: ["layer", "slots"], expected: "[from, to] with from below to", got: `[${layer.slots.join(", ")}]` });
  }
  return findings;
}

// ../experiments/src/checks/surface-findings.ts
var untouchable = ["legal", "terms", "privacy", "consent", "payment"];
var everywhereUnits = ["identity", "anonymous", "session"];
function surfaceFindings(entry, known) {
  return [...placeFindings(entry, known), ...unitFindings(entry, known)];
}
function placeFindings({ surface }, { surfaces, declared }) {
  const path = ["surface"];
  const word = surface.toLowerCase().split(/[^a-z0-9]+/).find((part) => untouchable.includes(part));
  if (word !== void 0) {
    return [{ path, expected: `a surface other than ${untouchable.join(", ")}, on which nothing may be tried out`, got: surface }];
  }
  const found = surfaces.get(surface);
  if (found?.protected === true) {
    return [{ path, expected: "a surface that is not protected in surfaces.yaml", got: surface }];
  }
  if (found !== void 0 || !declared) return [];
  const nearest = nearestWord(surface, [...surfaces.keys()]);
  return [{
    path,
    expected: "a surface listed in surfaces.yaml",
    got: `unknown surface ${surface}`,
    ...nearest === void 0 ? {} : { hint: `did you mean ${nearest}?` }
  }];
}
function unitFindings({ unit = "identity" }, { units }) {
  const allowed = [...everywhereUnits, ...units];
  if (allowed.includes(unit)) return [];
  return [{ path: ["unit"], expected: `one of ${allowed.join(", ")} (more under units in surfaces.yaml)`, got: unit }];
}

// ../experiments/src/checks/targeting-findings.ts
var operators = [...targetingOperators.field, ...targetingOperators.logic];
function targetingFindings({ targeting }, { regex }) {
  if (targeting === void 0) return [];
  return conditionFaults(targeting, { regex }).map(({ path, expected, got }) => {
    const nearest = got.startsWith("$") ? nearestWord(got, operators) : void 0;
    return {
      path: ["targeting", ...path],
      expected: nearest === void 0 ? expected : "a known operator",
      got: got.startsWith("$") ? `unknown operator ${got}` : got,
      ...nearest === void 0 ? {} : { hint: `did you mean ${nearest}?` }
    };
  });
}

// ../experiments/src/schemas/experiment-schema.ts
import * as z6 from "zod";

// ../experiments/src/schemas/metric-schema.ts
import * as z3 from "zod";

// ../experiments/src/schemas/positive-schema.ts
import * as z from "zod";
var positiveSchema = z.number({ error: "a positive number" }).gt(0, "a positive number");

// ../experiments/src/schemas/id-schema.ts
import * as z2 from "zod";
var idSchema = z2.string({ error: "text" }).regex(/^[A-Za-z0-9_.-]+$/, "letters, digits and _ . -");

// ../experiments/src/schemas/metric-schema.ts
var event = z3.string({ error: "the name of an event" }).regex(/^[a-z0-9_.]+$/, "the name of an event");
var value = z3.string({ error: "a payload key" }).min(1, "a payload key");
var agg = z3.enum(["any", "sum", "count", "last"], { error: "any, sum, count or last" });
var metricSchema = z3.strictObject(
  {
    name: idSchema,
    kind: z3.enum(["rate", "mean", "ratio", "quantile"], { error: "rate, mean, ratio or quantile" }),
    event,
    value: value.optional(),
    agg: agg.optional().describe("any for rates; else sum of value, or count without one"),
    denominator: z3.strictObject({ event, value: value.optional(), agg: agg.optional() }, { error: "a record with event" }).optional(),
    quantile: z3.number({ error: "a number between 0 and 1" }).gt(0, "a number above 0").lt(1, "a number below 1").optional(),
    window: z3.string({ error: "a length of time such as 7d" }).regex(/^[1-9][0-9]{0,4}[dhm]$/, "a length of time such as 7d, 12h or 30m").optional().describe("From a unit's first exposure; 7d when absent"),
    direction: z3.enum(["up", "down"], { error: "up or down, whichever is good" }),
    margin: positiveSchema.optional().describe("Largest acceptable loss of a guardrail, in units of the metric")
  },
  { error: "a record that describes one metric" }
);

// ../experiments/src/schemas/share-schema.ts
import * as z4 from "zod";
var shareSchema = z4.number({ error: "a share in [0, 1]" }).gte(0, "a share in [0, 1]").lte(1, "a share in [0, 1]");

// ../experiments/src/schemas/date-text-schema.ts
import * as z5 from "zod";

// ../experiments/src/config/date-micros.ts
var shape = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2}))?$/;
function dateMicros(text2) {
  const parts = shape.exec(text2);
  if (parts === null) return void 0;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  if (hour === void 0 || minute === void 0 || second === void 0) return void 0;
  const midnight = Date.UTC(year ?? 0, (month ?? 0) - 1, day);
  if (new Date(midnight).toISOString().slice(0, 10) !== text2.slice(0, 10)) return void 0;
  if (hour > 23 || minute > 59 || second > 59) return void 0;
  const offset = offsetMinutes(parts[7] ?? "Z");
  return (midnight + ((hour * 60 + minute - offset) * 60 + second) * 1e3) * 1e3;
}
function offsetMinutes(zone) {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith("-") ? -minutes : minutes;
}

// ../experiments/src/schemas/date-text-schema.ts
var dateTextSchema = z5.string({ error: "a date such as 2026-12-01" }).refine((text2) => dateMicros(text2) !== void 0, "a date such as 2026-12-01 or an instant such as 2026-12-01T09:00:00Z");

// ../experiments/src/schemas/experiment-schema.ts
var expId = z6.string({ error: "text" }).regex(/^[a-z0-9_.-]+$/, "letters a-z, digits and _ . -");
var variants = z6.array(idSchema, { error: "a list of variant names" });
var rate = z6.number({ error: "a number between 0 and 1" }).gt(0, "a number above 0").lt(1, "a number below 1");
var experimentSchema = z6.strictObject(
  {
    exp_id: expId.describe("Unique name, also the default salt"),
    question: z6.string({ error: "text" }).optional(),
    surface: z6.string({ error: "the name of a surface" }).min(1, "the name of a surface"),
    unit: idSchema.optional().describe("identity (default), anonymous, session or a declared unit"),
    variants: variants.min(2, "at least two variants").describe("The first is control unless control names another"),
    control: idSchema.optional(),
    weights: z6.array(positiveSchema, { error: "a list of positive numbers" }),
    coverage: shareSchema.optional().describe("Share of eligible units; raising it never moves a unit"),
    layer: z6.strictObject(
      { id: idSchema, slots: z6.tuple([shareSchema, shareSchema], { error: "two shares, [from, to]" }) },
      { error: "a record with id and slots" }
    ).optional(),
    holdout: z6.strictObject({ id: idSchema, share: shareSchema }, { error: "a record with id and share" }).optional(),
    prerequisites: z6.array(
      z6.strictObject({ exp_id: expId, variants: variants.min(1, "at least one variant") }, { error: "a record with exp_id and variants" }),
      { error: "a list of prerequisites" }
    ).optional(),
    targeting: z6.record(z6.string(), z6.unknown(), { error: "a record of attributes and operators" }).optional(),
    primary_metric: z6.union([z6.string(), metricSchema], { error: "the name of a metric, or a metric" }),
    guardrails: z6.array(z6.union([z6.string(), metricSchema], { error: "the name of a metric, or a metric" }), { error: "a list of metrics" }).optional(),
    decision: z6.strictObject(
      {
        rule: z6.enum(["fixed", "sequential", "bayesian"], { error: "fixed, sequential or bayesian" }).optional(),
        estimate: z6.enum(["raw", "cuped"], { error: "raw or cuped" }).optional()
      },
      { error: "a record with rule and estimate" }
    ).optional(),
    sizing: z6.strictObject(
      {
        baseline: z6.number({ error: "a number" }).optional(),
        mde: z6.number({ error: "a relative effect such as 0.05" }).refine((value2) => value2 !== 0, "an effect other than 0").optional(),
        power: rate.optional(),
        alpha: rate.optional(),
        daily_units: positiveSchema.optional(),
        sd: positiveSchema.optional(),
        cuped_r2: z6.number({ error: "a number" }).gte(0, "a share in [0, 1)").lt(1, "a share in [0, 1)").optional(),
        override: z6.string({ error: "a written reason" }).trim().min(10, "a written reason of at least 10 characters").optional()
      },
      { error: "a record with baseline and mde" }
    ).optional(),
    schedule: z6.strictObject(
      { start: dateTextSchema.optional(), max_days: z6.int({ error: "a whole number of days" }).gte(1, "at least 1 day").lte(366, "at most 366 days").optional() },
      { error: "a record with start and max_days" }
    ).optional(),
    phase: z6.int({ error: "a whole number" }).gte(1, "a whole number of at least 1").optional(),
    salt: z6.string({ error: "text" }).refine((text2) => unitIdFault(text2) === void 0, "1 to 512 bytes of text without U+001F").optional(),
    hash_version: z6.literal(1, { error: "1" }).optional(),
    status: z6.enum(["draft", "running", "stopped", "killed"], { error: "draft, running, stopped or killed" })
  },
  { error: "a record that describes one experiment" }
);

// ../experiments/src/schemas/json-schema-of.ts
import * as z7 from "zod";
function jsonSchemaOf(schema) {
  return z7.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
}

// ../experiments/src/schemas/read-with.ts
function readWith(schema, value2) {
  const result = schema.safeParse(value2);
  if (result.success) return { kind: "read", value: result.data };
  return { kind: "refused", findings: result.error.issues.flatMap((issue) => findingsOf(issue, [], { schema, value: value2 })) };
}
function findingsOf(issue, above, subject) {
  const path = [...above, ...issue.path.map((step) => typeof step === "number" ? step : String(step))];
  const actual = valueAt(subject.value, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey([...path, key], knownKeys(subject.schema, path)));
  }
  if (issue.code === "invalid_union" && typeof actual === "object" && actual !== null) {
    return (issue.errors.at(-1) ?? []).flatMap((inner) => findingsOf(inner, path, subject));
  }
  return [{ path, expected: issue.message, got: describedValue(actual) }];
}
function unknownKey(path, known) {
  const key = String(path.at(-1));
  const nearest = nearestWord(key, known);
  return {
    path,
    expected: nearest === void 0 ? `one of ${known.join(", ")}` : "a known key",
    got: `unknown key ${key}`,
    ...nearest === void 0 ? {} : { hint: `did you mean ${nearest}?` }
  };
}
function knownKeys(schema, path) {
  let node = jsonSchemaOf(schema);
  for (const step of path) {
    const record4 = recordForm(node);
    node = typeof step === "number" ? valueAt(record4, ["items"]) : valueAt(record4, ["properties", step]);
  }
  return Object.keys(valueAt(recordForm(node), ["properties"]) ?? {});
}
function recordForm(node) {
  const choices = valueAt(node, ["anyOf"]);
  return Array.isArray(choices) ? choices.at(-1) : node;
}
function valueAt(value2, path) {
  return path.reduce((current, step) => {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, step)) return void 0;
    return current[step];
  }, value2);
}
function describedValue(value2) {
  if (value2 === void 0) return "nothing";
  if (Array.isArray(value2)) return `a list of ${value2.length}`;
  if (typeof value2 === "object" && value2 !== null) return "a record";
  return JSON.stringify(value2);
}

// ../experiments/src/config/experiment-of.ts
var MICROS_PER_DAY = 864e8;
function experimentOf(entry, { file, publicSeo }) {
  const phase = entry.phase ?? 1;
  const startUs = entry.schedule?.start === void 0 ? void 0 : dateMicros(entry.schedule.start);
  const maxDays = entry.schedule?.max_days ?? null;
  return {
    expId: entry.exp_id,
    status: entry.status,
    question: entry.question ?? null,
    surface: entry.surface,
    unit: entry.unit ?? "identity",
    variants: entry.variants,
    control: entry.control ?? entry.variants[0] ?? "",
    weights: entry.weights,
    phase,
    salt: experimentSalt({ expId: entry.exp_id, phase, ...entry.salt === void 0 ? {} : { salt: entry.salt } }),
    hashVersion: 1,
    coverage: entry.coverage ?? 1,
    publicSeo,
    primaryMetric: metricName(entry.primary_metric),
    guardrails: (entry.guardrails ?? []).map(metricName),
    decision: { rule: entry.decision?.rule ?? "fixed", estimate: entry.decision?.estimate ?? "raw" },
    sizing: sizingInput(entry.sizing),
    maxDays,
    file,
    ...entry.layer === void 0 ? {} : { layer: entry.layer },
    ...entry.holdout === void 0 ? {} : { holdout: entry.holdout },
    ...entry.prerequisites === void 0 ? {} : { prerequisites: entry.prerequisites.map((one) => ({ expId: one.exp_id, variants: one.variants })) },
    ...entry.targeting === void 0 ? {} : { targeting: entry.targeting },
    ...startUs === void 0 ? {} : { startUs },
    ...startUs === void 0 || maxDays === null ? {} : { endUs: startUs + maxDays * MICROS_PER_DAY }
  };
}
function metricName(metric) {
  return typeof metric === "string" ? metric : metric.name;
}
function sizingInput(sizing) {
  if (sizing?.baseline === void 0 || sizing.mde === void 0) return null;
  return {
    baseline: sizing.baseline,
    mde: sizing.mde,
    power: sizing.power ?? 0.8,
    alpha: sizing.alpha ?? 0.05,
    dailyUnits: sizing.daily_units ?? null,
    standardDeviation: sizing.sd ?? null,
    cupedR2: sizing.cuped_r2 ?? 0
  };
}

// ../experiments/src/config/metric-of.ts
var MICROS = { d: 864e8, h: 36e8, m: 6e7 };
function metricOf(entry) {
  const window = entry.window ?? "7d";
  const { denominator, ...numerator } = entry;
  return {
    name: entry.name,
    kind: entry.kind,
    ...sourceOf({ ...numerator, agg: entry.agg ?? (entry.kind === "rate" ? "any" : void 0) }),
    denominator: denominator === void 0 ? null : sourceOf(denominator),
    quantile: entry.quantile ?? null,
    windowUs: Number.parseInt(window, 10) * (MICROS[window.slice(-1)] ?? 0),
    direction: entry.direction,
    margin: entry.margin ?? null
  };
}
function sourceOf({ event: event2, value: value2, agg: agg2 }) {
  return { event: event2, value: value2 ?? null, aggregation: agg2 ?? (value2 === void 0 ? "count" : "sum") };
}
function metricFindings(entry) {
  const findings = [];
  const { kind, denominator, quantile: quantile2, value: value2, agg: agg2 } = entry;
  if (kind === "ratio" !== (denominator !== void 0)) {
    findings.push({
      path: denominator === void 0 ? [] : ["denominator"],
      expected: kind === "ratio" ? "a denominator, because the kind is ratio" : `no denominator for the kind ${kind}`,
      got: denominator === void 0 ? "nothing" : "a denominator"
    });
  }
  if (kind === "quantile" !== (quantile2 !== void 0)) {
    findings.push({
      path: quantile2 === void 0 ? [] : ["quantile"],
      expected: kind === "quantile" ? "a quantile such as 0.95" : `no quantile for the kind ${kind}`,
      got: quantile2 === void 0 ? "nothing" : String(quantile2)
    });
  }
  if (kind === "rate" && agg2 !== void 0 && agg2 !== "any") {
    findings.push({ path: ["agg"], expected: "any, because a rate asks whether a unit converted at all", got: agg2 });
  }
  if (kind !== "rate" && agg2 === "any") {
    findings.push({ path: ["agg"], expected: `sum, count or last for the kind ${kind}`, got: "any" });
  }
  return [...findings, ...valueFindings({ value: value2, agg: agg2 }), ...denominator === void 0 ? [] : valueFindings(denominator).map(below)];
}
function valueFindings({ value: value2, agg: agg2 }) {
  const needed = agg2 === "sum" || agg2 === "last";
  return needed && value2 === void 0 ? [{ path: ["agg"], expected: `a value key to ${agg2}`, got: "nothing" }] : [];
}
function below(finding) {
  return { ...finding, path: ["denominator", ...finding.path] };
}

// ../experiments/src/config/inline-metrics.ts
function inlineMetrics(experiments, declared) {
  const all = experiments.flatMap(inlineOf);
  const counts = /* @__PURE__ */ new Map();
  for (const { entry } of all) counts.set(entry.name, (counts.get(entry.name) ?? 0) + 1);
  return {
    metrics: new Map(all.map(({ entry }) => [entry.name, metricOf(entry)])),
    findings: (experiment) => inlineOf(experiment).flatMap(({ entry, path }) => {
      const within2 = metricFindings(entry).map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
      const taken = declared.has(entry.name) || (counts.get(entry.name) ?? 0) > 1;
      if (!taken) return within2;
      return [...within2, { path: [...path, "name"], expected: "a metric name of its own", got: `${entry.name}, which is taken` }];
    })
  };
}
function inlineOf({ entry }) {
  const primary = typeof entry.primary_metric === "string" ? [] : [{ entry: entry.primary_metric, path: ["primary_metric"] }];
  const guardrails = (entry.guardrails ?? []).flatMap((metric, index) => typeof metric === "string" ? [] : [{ entry: metric, path: ["guardrails", index] }]);
  return [...primary, ...guardrails];
}

// ../experiments/src/schemas/lock-file-schema.ts
import * as z8 from "zod";
var lockFileSchema = z8.strictObject(
  {
    version: z8.literal(1, { error: "1" }),
    experiments: z8.record(
      z8.string(),
      z8.strictObject(
        {
          status: z8.string({ error: "text" }),
          phase: z8.int({ error: "a whole number" }),
          variants: z8.array(z8.string(), { error: "a list" }),
          control: z8.string({ error: "text" }),
          weights: z8.array(z8.number(), { error: "a list of numbers" }),
          unit: z8.string({ error: "text" }),
          targeting: z8.unknown(),
          layer: z8.unknown(),
          salt: z8.string({ error: "text" }),
          hash_version: z8.literal(1, { error: "1" })
        },
        { error: "a locked experiment" }
      ),
      { error: "a record of experiments" }
    )
  },
  { error: "a lock file as written by lockFileText" }
);

// ../experiments/src/config/yaml-file.ts
import { LineCounter, isMap, isNode, isScalar, isSeq, parseDocument } from "yaml";
function yamlFile({ path, text: text2 }) {
  const lineCounter = new LineCounter();
  const document = parseDocument(text2, { lineCounter, uniqueKeys: true, prettyErrors: false, stringKeys: true });
  const faultAt = (offset, finding) => {
    const { line, col } = lineCounter.linePos(offset);
    return described2({ file: path, line: Math.max(1, line), column: Math.max(1, col) }, finding);
  };
  const syntax = document.errors.map(({ pos, message }) => faultAt(pos[0], { path: [], expected: "valid YAML, one document", got: message.replaceAll(/\s+/g, " ") }));
  const { value: value2, faults } = syntax.length > 0 ? { value: void 0, faults: syntax } : plain(document, faultAt);
  return { path, value: value2, faults, fault: (finding) => faultAt(offsetOf(document, finding.path), finding) };
}
function plain(document, faultAt) {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), faults: [] };
  } catch (cause) {
    const got = cause instanceof Error ? cause.message : "an alias that cannot be followed";
    return { value: void 0, faults: [faultAt(0, { path: [], expected: "YAML that can be read", got })] };
  }
}
function offsetOf(document, path) {
  let node = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    const next = child(node, step);
    if (next === void 0) return offset;
    offset = next.at.range?.[0] ?? offset;
    node = isNode(next.value) ? next.value : null;
  }
  return offset;
}
function child(node, step) {
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step];
    return isNode(item) ? { at: item, value: item } : void 0;
  }
  if (!isMap(node)) return void 0;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair !== void 0 && isNode(pair.key) ? { at: pair.key, value: pair.value } : void 0;
}
function described2({ file, line, column }, { path, expected, got, hint }) {
  const key = path.reduce(
    (text2, step) => typeof step === "number" ? `${text2}[${step}]` : text2 === "" ? step : `${text2}.${step}`,
    ""
  );
  const subject = key === "" ? "" : `${key}: `;
  const message = `${file}:${line}:${column}: ${subject}expected ${expected}, got ${got}${hint === void 0 ? "" : `; ${hint}`}`;
  return { file, line, column, key, expected, got, message };
}

// ../experiments/src/config/load-lock.ts
function loadLock(file) {
  if (file === void 0) return { locked: /* @__PURE__ */ new Map(), faults: [] };
  const yaml = yamlFile(file);
  if (yaml.faults.length > 0) return { locked: /* @__PURE__ */ new Map(), faults: yaml.faults };
  const read = readWith(lockFileSchema, yaml.value);
  if (read.kind === "refused") return { locked: /* @__PURE__ */ new Map(), faults: read.findings.map(yaml.fault) };
  return { locked: new Map(Object.entries(read.value.experiments)), faults: [] };
}

// ../experiments/src/schemas/metrics-file-schema.ts
import * as z9 from "zod";
var metricsFileSchema = z9.strictObject(
  { metrics: z9.array(metricSchema, { error: "a list of metrics" }) },
  { error: "a record with the key metrics" }
);

// ../experiments/src/config/load-metrics.ts
function loadMetrics(file) {
  const metrics = /* @__PURE__ */ new Map();
  if (file === void 0) return { metrics, faults: [] };
  const yaml = yamlFile(file);
  if (yaml.faults.length > 0) return { metrics, faults: yaml.faults };
  const read = readWith(metricsFileSchema, yaml.value);
  if (read.kind === "refused") return { metrics, faults: read.findings.map(yaml.fault) };
  const faults = read.value.metrics.flatMap((entry, index) => {
    const findings = metricFindings(entry).map((finding) => ({ ...finding, path: ["metrics", index, ...finding.path] }));
    const first = read.value.metrics.findIndex(({ name }) => name === entry.name);
    if (first !== index) {
      findings.push({ path: ["metrics", index, "name"], expected: "each metric once", got: `${entry.name} again` });
    }
    if (findings.length === 0) metrics.set(entry.name, metricOf(entry));
    return findings.map(yaml.fault);
  });
  return { metrics, faults };
}

// ../experiments/src/schemas/surfaces-file-schema.ts
import * as z10 from "zod";
var truth2 = z10.boolean({ error: "true or false" });
var surfacesFileSchema = z10.strictObject(
  {
    surfaces: z10.array(
      z10.strictObject({ name: idSchema, public_seo: truth2.optional(), protected: truth2.optional() }, { error: "a record with name" }),
      { error: "a list of surfaces" }
    ),
    units: z10.array(idSchema, { error: "a list of unit names" }).optional().describe("Units beside identity, anonymous and session")
  },
  { error: "a record with the key surfaces" }
);

// ../experiments/src/config/load-surfaces.ts
function loadSurfaces(file) {
  const none = { surfaces: /* @__PURE__ */ new Map(), units: [], declared: false, faults: [] };
  if (file === void 0) return none;
  const yaml = yamlFile(file);
  if (yaml.faults.length > 0) return { ...none, faults: yaml.faults };
  const read = readWith(surfacesFileSchema, yaml.value);
  if (read.kind === "refused") return { ...none, faults: read.findings.map(yaml.fault) };
  const listed2 = read.value.surfaces;
  const faults = listed2.flatMap(({ name }, index) => listed2.findIndex((other) => other.name === name) === index ? [] : [yaml.fault({ path: ["surfaces", index, "name"], expected: "each surface once", got: `${name} again` })]);
  const surfaces = listed2.map((one) => [one.name, { name: one.name, publicSeo: one.public_seo ?? false, protected: one.protected ?? false }]);
  return { surfaces: new Map(surfaces), units: read.value.units ?? [], declared: true, faults };
}

// ../mde/src/increasing-root.ts
var RESOLUTION = 1e-12;
function increasingRoot(f, { low, high }) {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa >= 0) return a;
  let last = a;
  for (let step = 1; step <= 200; step += 1) {
    const secant = (a * fb - b * fa) / (fb - fa);
    const x = secant > a && secant < b ? secant : (a + b) / 2;
    const fx = f(x);
    if (fx === 0 || Math.abs(x - last) <= RESOLUTION * Math.abs(x)) return x;
    if (fx < 0) {
      if (last === a) fb /= 2;
      [a, fa] = [x, fx];
    } else {
      if (last === b) fa /= 2;
      [b, fb] = [x, fx];
    }
    last = x;
  }
  return (a + b) / 2;
}

// ../mde/src/rate-power.ts
function ratePower({ baseline, mdeRelative, varianceFactor }) {
  return {
    controlUnits: (ratio, design) => (standardizedNeed(baseline, baseline * (1 + mdeRelative), { ratio, ...design }) / (baseline * mdeRelative)) ** 2 * varianceFactor,
    detectable: (units, design) => detectableLift({ baseline, mdeRelative, varianceFactor }, units, design)
  };
}
function standardizedNeed(control2, treatment, design) {
  const { ratio, alpha, power } = design;
  const pooled = (control2 + ratio * treatment) / (1 + ratio);
  const underNull = Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio));
  const underEffect = Math.sqrt(control2 * (1 - control2) + treatment * (1 - treatment) / ratio);
  return normalQuantileUpper(alpha / 2) * underNull + normalQuantileUpper(1 - power) * underEffect;
}
function detectableLift(effect, units, design) {
  const { baseline, mdeRelative, varianceFactor } = effect;
  const ratio = units.treatment / units.control;
  const limit = mdeRelative > 0 ? 1 - baseline : baseline;
  const sign = Math.sign(mdeRelative);
  const surplus = (difference) => {
    const need = standardizedNeed(baseline, baseline + sign * difference, { ratio, ...design });
    return difference * Math.sqrt(units.control / varianceFactor) - need;
  };
  if (!(surplus(limit) >= 0)) return null;
  return increasingRoot(surplus, { low: 0, high: limit }) / baseline;
}

// ../mde/src/sizing-of.ts
var MOST_CURVE_DAYS = 366;
function sizingOf(plan, metric) {
  const { comparisonAlpha, power, arms, controlShare, treatmentShares, maxDays, enteringPerDay } = plan;
  const design = { alpha: comparisonAlpha, power };
  const smallest = Math.min(...treatmentShares);
  const exactUnitsPerArm = metric.controlUnits(smallest / controlShare, design);
  const exactUnits = exactUnitsPerArm / controlShare;
  const perArm = arms.map(({ arm, share }) => [arm, wholeUnits(exactUnits * share)]);
  const units = perArm.reduce((sum, [, count]) => sum + count, 0);
  const days = enteringPerDay === null ? null : Math.ceil(units / enteringPerDay);
  return {
    unitsPerArm: Object.fromEntries(perArm),
    exactUnitsPerArm,
    units,
    days,
    confidenceSequenceN: wholeUnits(exactUnitsPerArm) + wholeUnits(exactUnits * smallest),
    gate: days === null || maxDays === null ? null : days <= maxDays ? "pass" : "fail",
    mdeByDay: enteringPerDay === null || days === null ? [] : curve(plan, metric, { enteringPerDay, days })
  };
}
function wholeUnits(exact) {
  return Math.ceil(exact * (1 - 1e-12));
}
function curve(plan, metric, { enteringPerDay, days }) {
  const { comparisonAlpha: alpha, power, controlShare, treatmentShares, maxDays } = plan;
  const smallest = Math.min(...treatmentShares);
  const length = Math.min(MOST_CURVE_DAYS, Math.max(days, maxDays ?? 1));
  return Array.from({ length }, (_, index) => {
    const units = Math.floor(enteringPerDay * (index + 1));
    const arms = { control: units * controlShare, treatment: units * smallest };
    return { day: index + 1, units, mde: units === 0 ? null : metric.detectable(arms, { alpha, power }) };
  });
}

// ../mde/src/sizing-plan.ts
var GREATEST_POWER = 0.9999;
function sizingPlan(options) {
  const { alpha = 0.05, power = 0.8, weights = { control: 1, treatment: 1 } } = options;
  const { cupedR2 = 0, designEffect = 1, guardrails = 0, trafficShare = 1, dailyUnits, maxDays } = options;
  expectThat(alpha >= 1e-9 && alpha < 1, "alpha", { expected: "a number from 1e-9 to below 1", got: alpha });
  expectThat(cupedR2 >= 0 && cupedR2 < 1, "cupedR2", { expected: "a number in [0, 1)", got: cupedR2 });
  expectThat(designEffect > 0 && designEffect < Infinity, "designEffect", { expected: "a finite number > 0", got: designEffect });
  expectThat(Number.isSafeInteger(guardrails) && guardrails >= 0, "guardrails", { expected: "a whole number >= 0", got: guardrails });
  expectThat(trafficShare > 0 && trafficShare <= 1, "trafficShare", { expected: "a number in (0, 1]", got: trafficShare });
  if (dailyUnits !== void 0) {
    expectThat(dailyUnits > 0 && dailyUnits < Infinity, "dailyUnits", { expected: "a finite number > 0", got: dailyUnits });
  }
  if (maxDays !== void 0) {
    expectThat(Number.isSafeInteger(maxDays) && maxDays >= 1, "maxDays", { expected: "a whole number of days >= 1", got: maxDays });
    if (dailyUnits === void 0) throw new TypeError("dailyUnits: expected a number because maxDays is given, got undefined");
  }
  const { arms, control: control2 } = sharesOf(weights, options.control);
  const treatmentShares = arms.filter(({ arm }) => arm !== control2).map(({ share }) => share);
  const comparisonAlpha = alpha / treatmentShares.length;
  const eachPower = 1 - (1 - power) / (guardrails + 1);
  const reachable = power > comparisonAlpha / 2 && eachPower <= GREATEST_POWER;
  expectThat(reachable, "power", { expected: `a number above ${comparisonAlpha / 2}, at most ${GREATEST_POWER} after guardrails`, got: power });
  return {
    comparisonAlpha,
    power: eachPower,
    arms,
    controlShare: arms.find(({ arm }) => arm === control2)?.share ?? 0,
    treatmentShares,
    varianceFactor: (1 - cupedR2) * designEffect,
    enteringPerDay: dailyUnits === void 0 ? null : dailyUnits * trafficShare,
    maxDays: maxDays ?? null
  };
}
function sharesOf(weights, control2) {
  const entries = Object.entries(weights);
  if (entries.length < 2) throw new RangeError(`weights: expected at least two arms, got ${entries.length}`);
  for (const [arm, weight] of entries) {
    expectThat(weight > 0 && weight < Infinity, "weights", { expected: `a finite number > 0 for arm ${arm}`, got: weight });
  }
  const named = control2 ?? entries[0]?.[0] ?? "";
  if (!Object.hasOwn(weights, named)) {
    throw new RangeError(`control: expected one of ${entries.map(([arm]) => arm).join(", ")}, got ${named}`);
  }
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  return { arms: entries.map(([arm, weight]) => ({ arm, share: weight / total })), control: named };
}
function expectThat(holds2, name, { expected, got }) {
  if (!holds2) throw new RangeError(`${name}: expected ${expected}, got ${got}`);
}

// ../mde/src/size-rate.ts
function sizeRate({ baseline, mdeRelative, ...options }) {
  if (!(baseline > 0 && baseline < 1)) throw new RangeError(`baseline: expected a rate in (0, 1), got ${baseline}`);
  if (!Number.isFinite(mdeRelative) || mdeRelative === 0) {
    throw new RangeError(`mdeRelative: expected a finite number other than 0, got ${mdeRelative}`);
  }
  const moved = baseline * (1 + mdeRelative);
  if (!(moved > 0 && moved < 1)) {
    throw new RangeError(`mdeRelative: expected an effect that leaves the rate in (0, 1), got ${mdeRelative} on ${baseline}`);
  }
  const plan = sizingPlan(options);
  return sizingOf(plan, ratePower({ baseline, mdeRelative, varianceFactor: plan.varianceFactor }));
}

// ../mde/src/noncentral-t-upper.ts
var import_jstat = __toESM(require_jstat(), 1);
var GREATEST_NONCENTRALITY = 24;
function noncentralTUpper(t, df, noncentrality) {
  return 1 - import_jstat.default.jStat.noncentralt.cdf(t, df, noncentrality);
}

// ../mde/src/mean-power.ts
function meanPower({ baseline, mdeRelative, standardDeviation }) {
  const difference = Math.abs(baseline * mdeRelative) / standardDeviation;
  return {
    controlUnits: (ratio, design) => controlUnits(difference, ratio, design),
    detectable: ({ control: control2, treatment }, design) => {
      const noncentrality = Math.min(control2, treatment) >= 2 ? noncentralityFor(control2 + treatment - 2, design) : null;
      if (noncentrality === null) return null;
      return noncentrality * standardDeviation * Math.sqrt(1 / control2 + 1 / treatment) / Math.abs(baseline);
    }
  };
}
function controlUnits(difference, ratio, { alpha, power }) {
  const surplus = (control2) => {
    const df = control2 * (1 + ratio) - 2;
    const noncentrality = Math.min(GREATEST_NONCENTRALITY, difference / Math.sqrt((1 + 1 / ratio) / control2));
    return noncentralTUpper(-studentTQuantile(alpha / 2, df), df, noncentrality) - power;
  };
  const least = 2 / Math.min(1, ratio);
  const levelQuantile = normalQuantileUpper(alpha / 2);
  const normal = (1 + 1 / ratio) * ((levelQuantile + normalQuantileUpper(1 - power)) / difference) ** 2;
  let low = Math.max(least, normal * (1 - 1e-6));
  let high = low + 1 + levelQuantile ** 2 / (1 + ratio);
  for (; surplus(high) < 0; high += 2 * (high - low)) low = high;
  return increasingRoot(surplus, { low, high });
}
function noncentralityFor(df, { alpha, power }) {
  const critical = -studentTQuantile(alpha / 2, df);
  const surplus = (noncentrality) => noncentralTUpper(critical, df, noncentrality) - power;
  if (surplus(GREATEST_NONCENTRALITY) < 0) return null;
  const normal = normalQuantileUpper(alpha / 2) + normalQuantileUpper(1 - power);
  let low = normal * (1 - 1e-6);
  let high = Math.min(GREATEST_NONCENTRALITY, normal * (1 + 1e-6 + 8 / df));
  for (; surplus(high) < 0; high = Math.min(GREATEST_NONCENTRALITY, high * 1.5)) low = high;
  return increasingRoot(surplus, { low, high });
}

// ../mde/src/size-mean.ts
function sizeMean({ baseline, standardDeviation, mdeRelative, ...options }) {
  if (!Number.isFinite(baseline) || baseline === 0) {
    throw new RangeError(`baseline: expected a finite mean other than 0, got ${baseline}`);
  }
  if (!(standardDeviation > 0 && standardDeviation < Infinity)) {
    throw new RangeError(`standardDeviation: expected a finite number > 0, got ${standardDeviation}`);
  }
  if (!Number.isFinite(mdeRelative) || mdeRelative === 0) {
    throw new RangeError(`mdeRelative: expected a finite number other than 0, got ${mdeRelative}`);
  }
  const plan = sizingPlan(options);
  const left = standardDeviation * Math.sqrt(plan.varianceFactor);
  return sizingOf(plan, meanPower({ baseline, mdeRelative, standardDeviation: left }));
}

// ../experiments/src/config/sizing-gate-of.ts
function sizingGateOf(definition, metric, override) {
  const { sizing, missing: missing2 } = sized(definition, metric);
  const verdict = sizing?.gate ?? (override === null ? "none" : "overridden");
  return { sizing, override, missing: missing2, verdict: verdict === "fail" && override !== null ? "overridden" : verdict };
}
function sized(definition, metric) {
  const input = definition.sizing;
  if (metric.kind === "quantile") return lacking("a primary metric that can be sized (rate, mean or ratio)");
  if (input === null) return lacking("a sizing block with baseline and mde");
  if (input.dailyUnits === null) return lacking("daily_units in the sizing block");
  if (definition.maxDays === null) return lacking("max_days in the schedule");
  const slots = definition.layer?.slots ?? [0, 1];
  const options = {
    baseline: input.baseline,
    mdeRelative: input.mde,
    alpha: input.alpha,
    power: input.power,
    weights: Object.fromEntries(definition.variants.map((variant, index) => [variant, definition.weights[index] ?? 0])),
    control: definition.control,
    cupedR2: input.cupedR2,
    guardrails: definition.guardrails.length,
    dailyUnits: input.dailyUnits,
    trafficShare: definition.coverage * (slots[1] - slots[0]),
    maxDays: definition.maxDays
  };
  if (!((options.trafficShare ?? 0) > 0)) return lacking("traffic: coverage and layer slots above 0");
  try {
    if (metric.kind === "rate") return { sizing: sizeRate(options), missing: null };
    if (input.standardDeviation === null) return lacking(`sd in the sizing block, because ${metric.name} is a ${metric.kind}`);
    return { sizing: sizeMean({ ...options, standardDeviation: input.standardDeviation }), missing: null };
  } catch (cause) {
    if (cause instanceof RangeError) return lacking(`sizing that can be computed (${cause.message})`);
    throw cause;
  }
}
function lacking(missing2) {
  return { sizing: null, missing: missing2 };
}

// ../experiments/src/config/load-experiments.ts
function loadExperiments(files, options = {}) {
  const { metrics: declared, faults: metricFaults } = loadMetrics(options.metrics);
  const surfaces = loadSurfaces(options.surfaces);
  const { locked, faults: lockFaults } = loadLock(options.lock);
  const shared = [...metricFaults, ...surfaces.faults, ...lockFaults];
  const read = files.map((file) => readExperiment(yamlFile(file), surfaces));
  const loaded = read.flatMap(({ experiment }) => experiment === void 0 ? [] : [experiment]);
  const inline = inlineMetrics(loaded, declared);
  const metrics = new Map([...declared, ...inline.metrics]);
  const regex = options.regex ?? false;
  const judged = loaded.map((one) => {
    const primary = metrics.get(one.definition.primaryMetric);
    const gate = primary === void 0 ? void 0 : sizingGateOf(one.definition, primary, one.entry.sizing?.override ?? null);
    const findings = [
      ...splitFindings(one.entry),
      ...targetingFindings(one.entry, { regex }),
      ...surfaceFindings(one.entry, surfaces),
      ...inline.findings(one),
      ...metricReferenceFindings(one.definition, metrics),
      ...duplicateFindings(one, loaded),
      ...layerFindings(one, loaded),
      ...prerequisiteFindings(one, loaded),
      ...lockFindings(one.definition, locked.get(one.definition.expId))
    ];
    const gated = findings.length > 0 || gate === void 0 ? findings : gateFindings(one.definition, gate);
    return { one, gate, faults: gated.map(one.yaml.fault) };
  });
  return {
    experiments: judged.flatMap(({ one, gate, faults }) => {
      if (faults.length > 0 || gate === void 0 || shared.length > 0) return [];
      const { verdict, sizing, override } = gate;
      return [{ ...one.definition, gate: { verdict, sizing, override } }];
    }),
    metrics: [...metrics.values()],
    faults: [...shared, ...read.flatMap(({ faults }) => faults), ...judged.flatMap(({ faults }) => faults)]
  };
}
function readExperiment(yaml, { surfaces }) {
  if (yaml.faults.length > 0) return { faults: yaml.faults };
  const read = readWith(experimentSchema, yaml.value);
  if (read.kind === "refused") return { faults: read.findings.map(yaml.fault) };
  const publicSeo = surfaces.get(read.value.surface)?.publicSeo ?? false;
  const definition = experimentOf(read.value, { file: yaml.path, publicSeo });
  return { experiment: { yaml, entry: read.value, definition }, faults: [] };
}

// ../experiments/src/lock/lock-file-text.ts
function lockFileText(definitions) {
  const experiments = Object.fromEntries(definitions.map((definition) => [definition.expId, lockedExperiment(definition)]));
  return `${canonicalJson({ version: 1, experiments }, 2)}
`;
}

// src/command-context.ts
import { resolve } from "node:path";
import { Command } from "commander";
function commandWithExamples(name, summary, examples) {
  const shown = examples.map((example) => `  $ liftproof ${example}`).join("\n");
  return new Command(name).description(summary).addHelpText("after", `
Examples:
${shown}
`);
}
function pathFrom({ io }, path) {
  return resolve(io.cwd, path);
}
function printLine({ io }, text2) {
  io.stdout.write(`${text2}
`);
}

// src/input/config-files.ts
import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

// src/input/read-text-file.ts
import { readFile } from "node:fs/promises";
async function readTextFile(context, path) {
  try {
    const text2 = await readFile(pathFrom(context, path), "utf8");
    return text2.startsWith("\uFEFF") ? text2.slice(1) : text2;
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : void 0;
    if (code === "ENOENT") throw new CommandFault(`${path}: expected a file, found nothing there; check the path`, { cause });
    if (code === "EISDIR") throw new CommandFault(`${path}: expected a file, got a folder; name one file in it`, { cause });
    throw new CommandFault(`${path}: expected a readable file, got ${String(code)}; check its permissions`, { cause });
  }
}

// src/input/config-files.ts
var lockFileName = "experiments.lock.json";
async function configTexts(context, path, places) {
  const isFolder = await folderAt(context, path);
  const folder = isFolder ? path : dirname(path);
  const paths = isFolder ? await experimentPaths(context, path) : [path];
  if (paths.length === 0) {
    throw new CommandFault(`${path}: expected at least one experiment in a .yaml file, found none; see liftproof check --help`);
  }
  const metrics = places.metrics ?? await usualPlace(context, folder, "metrics.yaml");
  const surfaces = places.surfaces ?? await usualPlace(context, folder, "surfaces.yaml");
  const lock = places.lock ?? await usualPlace(context, folder, lockFileName);
  return {
    experiments: await Promise.all(paths.map((file) => configFile(context, file))),
    options: {
      ...metrics === void 0 ? {} : { metrics: await configFile(context, metrics) },
      ...surfaces === void 0 ? {} : { surfaces: await configFile(context, surfaces) },
      ...lock === void 0 ? {} : { lock: await configFile(context, lock) }
    }
  };
}
async function configFile(context, path) {
  return { path, text: await readTextFile(context, path) };
}
async function folderAt(context, path) {
  try {
    return (await stat(pathFrom(context, path))).isDirectory();
  } catch (cause) {
    throw new CommandFault(`${path}: expected a folder of experiments or one .yaml file, found nothing there; check the path`, { cause });
  }
}
async function experimentPaths(context, folder) {
  const names2 = await readdir(pathFrom(context, folder), { recursive: true });
  return names2.filter((name) => /\.ya?ml$/iu.test(name) && !/(?:^|[\\/])(?:metrics|surfaces)\.ya?ml$/iu.test(name)).sort(compareCodePoints).map((name) => join(folder, name));
}
async function usualPlace(context, folder, name) {
  for (const path of [join(folder, name), join(folder, "..", name)]) {
    try {
      if ((await stat(pathFrom(context, path))).isFile()) return path;
    } catch {
    }
  }
  return void 0;
}

// src/input/read-lines.ts
async function readLines(context, path) {
  const text2 = path === "-" ? await readStdin(context) : await readTextFile(context, path);
  const lines = text2.split(/\r?\n/u);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
async function readStdin({ io }) {
  const decoder = new TextDecoder();
  let text2 = "";
  for await (const chunk of io.stdin) text2 += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  return text2 + decoder.decode();
}

// src/output/format-table.ts
function formatTable(rows) {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? ""));
  const layout = columns.map((cells) => ({
    width: Math.max(...cells.map(displayWidth)),
    right: cells.slice(1).every((cell) => cell === "" || /^[-+]?[\d.,]/u.test(cell))
  }));
  return rows.map(
    (row) => layout.map(({ width: wide, right }, column) => {
      const cell = row[column] ?? "";
      const gap = " ".repeat(wide - displayWidth(cell));
      return right ? gap + cell : cell + gap;
    }).join("  ").trimEnd()
  ).join("\n");
}
function displayWidth(text2) {
  return [...text2].length;
}

// src/commands/assign.ts
var listed = { durableIdentity: true };
var assignCommand = (context) => commandWithExamples("assign", "Assign a list of ids to the variants of an experiment.", [
  "assign --experiment config/experiments/checkout-cta.yaml --ids users.txt",
  `assign --experiment checkout-cta.yaml --ids - --attributes '{"country":"DE"}' --json < users.txt`
]).requiredOption("--experiment <file>", "the experiment's YAML file").requiredOption("--ids <file>", "one id per line; - for stdin").option("--attributes <json>", "attributes for targeting, the same for every id").option("--metrics <file>", "metrics.yaml (default: beside the experiment or one folder up)").option("--surfaces <file>", "surfaces.yaml (default: beside the experiment or one folder up)").option("--json", "machine output, one line per id").action((options) => run(context, options));
async function run(context, options) {
  const attributes = attributesOf(options.attributes);
  const experiment = await onlyExperiment(context, options);
  if (experiment === void 0) return;
  const ids = await readLines(context, options.ids);
  const decisions = ids.map((id) => [id, assign(experiment, id, attributes, listed)]);
  if (options.json === true) {
    const lines = decisions.map(([id, { variant, inExperiment, reason, bucket }]) => `${JSON.stringify({ id, variant, inExperiment, reason, bucket })}
`);
    context.io.stdout.write(lines.join(""));
    return;
  }
  const rows = decisions.map(([id, { variant, inExperiment, reason, bucket }]) => [id, variant ?? "-", inExperiment ? "yes" : "no", reason, bucket === null ? "-" : String(bucket)]);
  printLine(context, formatTable([["id", "variant", "in experiment", "reason", "bucket"], ...rows]));
}
async function onlyExperiment(context, options) {
  const texts = await configTexts(context, options.experiment, options);
  if (texts.experiments.length > 1) throw new CommandFault("--experiment: expected one experiment, got a folder of several; name the file");
  const { experiments, faults } = loadExperiments(texts.experiments, texts.options);
  const [experiment] = experiments;
  if (faults.length === 0 && experiment !== void 0) return experiment;
  for (const { message } of faults) context.io.stderr.write(`liftproof: ${message}
`);
  context.finish(1);
  return void 0;
}
function attributesOf(text2) {
  if (text2 === void 0) return void 0;
  try {
    return JSON.parse(text2);
  } catch (cause) {
    throw new CommandFault(`--attributes: expected a JSON object, as in '{"country":"DE"}', got ${JSON.stringify(text2)}`, { cause });
  }
}

// src/commands/check.ts
import { writeFile } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/output/format-number.ts
function formatCount(count) {
  return count.toLocaleString("en-US");
}
function formatPValue(value2) {
  if (value2 === 0) return "<1e-300";
  return value2 < 1e-3 ? value2.toExponential(2) : String(Number(value2.toPrecision(3)));
}
function formatPercent(share) {
  return `${(share * 100).toFixed(2)}%`;
}

// src/commands/check.ts
var checkCommand = (context) => commandWithExamples("check", "Validate every experiment file and its sizing gate; exit 1 on any fault.", [
  "check config/experiments",
  "check config/experiments --write-lock",
  "check config/experiments/checkout-cta.yaml --metrics config/metrics.yaml --json"
]).argument("<path>", "folder of experiments, or one file").option("--metrics <file>", "metrics.yaml (default: beside the experiments or one folder up)").option("--surfaces <file>", "surfaces.yaml (default: beside the experiments or one folder up)").option("--lock <file>", `lock file (default: ${lockFileName} beside the experiments or one folder up)`).option("--write-lock", "without faults: write the lock file that later checks compare running experiments with").option("--regex", "every service injects a linear-time matcher, so $regex is allowed").option("--json", "machine output").action((path, options) => run2(context, path, options));
async function run2(context, path, options) {
  const texts = await configTexts(context, path, options);
  const config = loadExperiments(texts.experiments, { ...texts.options, regex: options.regex === true });
  printLine(context, options.json === true ? JSON.stringify(forMachines(config)) : forPeople(config, texts.experiments.length));
  if (options.writeLock === true && config.faults.length === 0) await writeLock(context, path, { config, options });
  context.finish(config.faults.length === 0 ? 0 : 1);
}
async function writeLock(context, path, { config, options }) {
  if (options.lock === void 0 && /\.ya?ml$/iu.test(path)) {
    throw new CommandFault("--write-lock: expected a folder, so that the lock holds every experiment, got one file; name the folder");
  }
  const lock = options.lock ?? join2(path, lockFileName);
  await writeFile(pathFrom(context, lock), lockFileText(config.experiments));
  context.io.stderr.write(`wrote ${lock}; commit it
`);
}
function forMachines({ experiments, faults }) {
  return {
    experiments: experiments.map(({ expId: expId2, status, phase, file, gate }) => ({ expId: expId2, status, phase, file, gate: gate.verdict, units: gate.sizing?.units ?? null, days: gate.sizing?.days ?? null })),
    faults
  };
}
function forPeople({ experiments, faults }, files) {
  const lines = faults.map(({ message }) => message);
  if (experiments.length > 0) {
    if (lines.length > 0) lines.push("");
    lines.push(formatTable([["experiment", "status", "phase", "gate", "units", "days"], ...experiments.map(experimentRow)]));
  }
  const verdict = faults.length === 0 ? "no fault" : `${formatCount(faults.length)} ${faults.length === 1 ? "fault" : "faults"}`;
  return [...lines, "", `${formatCount(files)} ${files === 1 ? "file" : "files"}: ${verdict}`].join("\n");
}
function experimentRow({ expId: expId2, status, phase, gate }) {
  const { sizing } = gate;
  return [expId2, status, String(phase), gate.verdict, sizing === null ? "-" : formatCount(sizing.units), sizing?.days === null || sizing === null ? "-" : String(sizing.days)];
}

// src/options/parse-number.ts
function parseNumber(option, text2, range) {
  const value2 = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/iu.test(text2.trim()) ? Number(text2) : Number.NaN;
  if (!Number.isFinite(value2) || !range.holds(value2)) {
    throw new CommandFault(`${option}: expected ${range.expected}, got ${JSON.stringify(text2)}`);
  }
  return value2;
}
var anyNumber = { expected: "a number, as in 12.5", holds: () => true };
var openShare = { expected: "a number between 0 and 1, both excluded, as in 0.05", holds: (value2) => value2 > 0 && value2 < 1 };
var positiveNumber = { expected: "a number greater than 0", holds: (value2) => value2 > 0 };
var wholeNumber = { expected: "a whole number of at least 1", holds: (value2) => Number.isSafeInteger(value2) && value2 >= 1 };

// src/options/parse-arm-numbers.ts
var armWeight = { expected: "a weight of at least 0", holds: (value2) => value2 >= 0 };
var armUnits = { expected: "a whole number of units", holds: (value2) => Number.isSafeInteger(value2) && value2 >= 0 };
function parseArmNumbers(option, words, range) {
  const numbers = words.map((word) => {
    const at = word.lastIndexOf("=");
    if (at <= 0) throw new CommandFault(`${option}: expected ARM=NUMBER, as in control=1, got ${JSON.stringify(word)}`);
    return { arm: word.slice(0, at), value: parseNumber(`${option}: ${word.slice(0, at)}`, word.slice(at + 1), range) };
  });
  const repeated = numbers.find(({ arm }, index) => numbers.findIndex((other) => other.arm === arm) < index);
  if (repeated !== void 0) throw new CommandFault(`${option}: expected each arm once, got ${JSON.stringify(repeated.arm)} twice; keep one`);
  return numbers;
}
function parseWeights(text2) {
  return parseArmNumbers("--weights", text2.split(","), armWeight);
}

// src/commands/size.ts
var sizeCommand = (context) => commandWithExamples("size", "Units and days that a test needs to find an effect.", [
  "size --metric rate --baseline 0.05 --mde 0.1 --daily-units 4000 --max-days 21",
  "size --metric mean --baseline 52 --sd 195 --mde 0.03 --cuped-r2 0.3 --weights control=1,treatment=1 --json"
]).requiredOption("--metric <kind>", "rate, mean or ratio").requiredOption("--baseline <value>", "the metric without the change").requiredOption("--mde <share>", "smallest effect worth finding, relative to the baseline: 0.1 is 10 % of it").option("--sd <value>", "standard deviation over units; for mean and ratio").option("--alpha <share>", "two-sided false alarm rate (default: 0.05)").option("--power <share>", "chance to see an effect that is there (default: 0.8)").option("--weights <weights>", "1,1 or arm=weight,... with control first (default: control=1,treatment=1)").option("--control <arm>", "the control arm (default: the first)").option("--daily-units <n>", "eligible units per day, before coverage").option("--coverage <share>", "share of them in the experiment (default: 1)").option("--max-days <n>", "turn on the gate: fail when it takes longer").option("--cuped-r2 <share>", "share of variance a pre-period covariate explains (default: 0)").option("--guardrails <n>", "guardrails that must pass as well (default: 0)").option("--json", "machine output").action((options) => run3(context, options));
function run3(context, options) {
  const sizing = sizingOf2(options);
  printLine(context, options.json === true ? JSON.stringify(sizing) : forPeople2(sizing));
  context.finish(sizing.gate === "fail" ? 1 : 0);
}
function sizingOf2(options) {
  const mdeRelative = parseNumber("--mde", options.mde, { expected: "a number other than 0, relative to the baseline, as in 0.1", holds: (value2) => value2 !== 0 });
  const design = designOf(options);
  if (options.metric === "rate") {
    return sizeRate({ baseline: parseNumber("--baseline", options.baseline, openShare), mdeRelative, ...design });
  }
  if (options.metric !== "mean" && options.metric !== "ratio") {
    throw new CommandFault(`--metric: expected rate, mean or ratio, got ${JSON.stringify(options.metric)}`);
  }
  if (options.sd === void 0) {
    throw new CommandFault(`--sd: expected the standard deviation over units because --metric is ${options.metric}, got nothing`);
  }
  const standardDeviation = parseNumber("--sd", options.sd, positiveNumber);
  return sizeMean({ baseline: parseNumber("--baseline", options.baseline, anyNumber), standardDeviation, mdeRelative, ...design });
}
function designOf(options) {
  const { alpha, power, dailyUnits, coverage, maxDays, cupedR2, guardrails } = options;
  if (maxDays !== void 0 && dailyUnits === void 0) {
    throw new CommandFault("--daily-units: expected a number because --max-days is given, got nothing");
  }
  return {
    ...alpha === void 0 ? {} : { alpha: parseNumber("--alpha", alpha, openShare) },
    ...power === void 0 ? {} : { power: parseNumber("--power", power, openShare) },
    ...weightsOf(options),
    ...dailyUnits === void 0 ? {} : { dailyUnits: parseNumber("--daily-units", dailyUnits, positiveNumber) },
    ...coverage === void 0 ? {} : { trafficShare: parseNumber("--coverage", coverage, { expected: "a number in (0, 1]", holds: (value2) => value2 > 0 && value2 <= 1 }) },
    ...maxDays === void 0 ? {} : { maxDays: parseNumber("--max-days", maxDays, wholeNumber) },
    ...cupedR2 === void 0 ? {} : { cupedR2: parseNumber("--cuped-r2", cupedR2, { expected: "a number in [0, 1)", holds: (value2) => value2 >= 0 && value2 < 1 }) },
    ...guardrails === void 0 ? {} : { guardrails: parseNumber("--guardrails", guardrails, { expected: "a whole number of at least 0", holds: (value2) => Number.isSafeInteger(value2) && value2 >= 0 }) }
  };
}
function weightsOf({ weights, control: control2 }) {
  if (weights === void 0) return control2 === void 0 ? {} : { control: control2 };
  const words = weights.split(",");
  const named = words.some((word) => word.includes("=")) ? words : words.map((word, index) => `${armName(index)}=${word}`);
  const arms = parseArmNumbers("--weights", named, positiveNumber);
  return { weights: Object.fromEntries(arms.map(({ arm, value: value2 }) => [arm, value2])), control: control2 ?? arms[0]?.arm ?? "" };
}
function armName(index) {
  if (index === 0) return "control";
  return index === 1 ? "treatment" : `treatment_${index}`;
}
function forPeople2(sizing) {
  const lines = [
    formatTable([["arm", "units"], ...Object.entries(sizing.unitsPerArm).map(([arm, units]) => [arm, formatCount(units)]), ["all", formatCount(sizing.units)]]),
    "",
    sizing.days === null ? "days: unknown; give --daily-units" : `days: ${formatCount(sizing.days)}`,
    `units at which a sequential look is tightest: ${formatCount(sizing.confidenceSequenceN)}`
  ];
  if (sizing.gate !== null) lines.push(sizing.gate === "pass" ? "gate: pass" : "gate: fail: the test cannot answer in time; accept a larger effect, more traffic or more days");
  const curve2 = curveDays(sizing);
  if (curve2.length > 0) lines.push("", formatTable([["day", "units", "smallest effect"], ...curve2]));
  return lines.join("\n");
}
function curveDays({ mdeByDay }) {
  return mdeByDay.filter(({ day }) => day <= 7 || day % 7 === 0 || day === mdeByDay.length).map(({ day, units, mde }) => [String(day), formatCount(units), mde === null ? "-" : formatPercent(mde)]);
}

// ../srm/src/check-split-phase.ts
var LEAST_SHARE = 1e-12;
function checkSplitPhase(phase) {
  const seen = /* @__PURE__ */ new Set();
  for (const { arm, units, weight } of phase.arms) {
    if (typeof arm !== "string" || arm === "") throw new TypeError(`arm: expected a non-empty name, got ${String(arm)}`);
    if (seen.has(arm)) throw new RangeError(`arm: expected each arm once, got ${arm} twice`);
    seen.add(arm);
    if (!Number.isSafeInteger(units) || units < 0) {
      throw new RangeError(`units: expected a whole number >= 0 for arm ${arm}, got ${units}`);
    }
    if (!Number.isFinite(weight) || weight < 0) {
      throw new RangeError(`weight: expected a finite number >= 0 for arm ${arm}, got ${weight}`);
    }
  }
  const promised = phase.arms.filter(({ weight }) => weight > 0);
  if (promised.length < 2) {
    throw new RangeError(`arms: expected at least two arms with a weight > 0, got ${promised.length}`);
  }
  const greatest = Math.max(...promised.map(({ weight }) => weight));
  const total = promised.reduce((sum, { weight }) => sum + weight / greatest, 0);
  for (const { arm, weight } of promised) {
    const share = weight / greatest / total;
    if (share < LEAST_SHARE) {
      throw new RangeError(`weight: expected a share of at least ${LEAST_SHARE} for arm ${arm}, got ${share}`);
    }
  }
  return phase;
}

// ../srm/src/exact-quotient.ts
var KEPT_BITS = 64;
function exactQuotient(numerator, denominator) {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const shift = bitLength(denominator) - bitLength(magnitude) + KEPT_BITS;
  const scaled = shift >= 0 ? (magnitude << BigInt(shift)) / denominator : magnitude / (denominator << BigInt(-shift));
  const value2 = Number(scaled) * 2 ** -shift;
  return numerator < 0n ? -value2 : value2;
}
function bitLength(value2) {
  return value2.toString(16).length * 4;
}

// ../srm/src/integer-weights.ts
var DECIMAL = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/u;
function integerWeights(weights) {
  const decimals = weights.map(decimalOf);
  const places = Math.max(...decimals.map((decimal2) => decimal2.places));
  const whole = decimals.map(({ digits, places: own }) => digits * 10n ** BigInt(places - own));
  const divisor = whole.reduce(greatestCommonDivisor, 0n);
  return whole.map((weight) => weight / divisor);
}
function decimalOf(weight) {
  const match = DECIMAL.exec(String(weight));
  if (match === null) throw new RangeError(`weight: expected a finite number >= 0, got ${weight}`);
  const [, whole = "", fraction = "", exponent = "0"] = match;
  return { digits: BigInt(whole + fraction), places: fraction.length - Number(exponent) };
}
function greatestCommonDivisor(a, b) {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

// ../srm/src/split-gap.ts
function splitGap(phases) {
  const shares = phases.map(promisedShares);
  const denominator = shares.reduce((product, { total }) => product * total, 1n);
  const names2 = [...new Set(shares.flatMap(({ arms: arms2 }) => [...arms2.keys()]))];
  const arms = names2.map((arm) => {
    let units = 0;
    let expected = 0n;
    for (const share of shares) {
      const own = share.arms.get(arm);
      units += own?.units ?? 0;
      expected += BigInt(share.units) * (own?.weight ?? 0n) * denominator / share.total;
    }
    return { arm, units, expected, gap: BigInt(units) * denominator - expected };
  });
  return { arms, units: shares.reduce((sum, { units }) => sum + units, 0), denominator };
}
function promisedShares({ arms }) {
  const promised = arms.filter(({ weight }) => weight > 0);
  const weights = integerWeights(promised.map(({ weight }) => weight));
  return {
    arms: new Map(promised.map(({ arm, units }, index) => [arm, { units, weight: weights[index] ?? 0n }])),
    units: promised.reduce((sum, { units }) => sum + units, 0),
    total: weights.reduce((sum, weight) => sum + weight, 0n)
  };
}

// ../srm/src/chi-square-split.ts
function chiSquareSplit(phases) {
  const gaps = phases.map((phase) => splitGap([phase]));
  const seen = gaps.filter(({ units }) => units > 0);
  const chiSquare = seen.reduce(
    (sum, { arms, denominator }) => arms.reduce((total, { gap, expected }) => total + exactQuotient(gap * gap, expected * denominator), sum),
    0
  );
  const degreesOfFreedom = (seen.length > 0 ? seen : gaps).reduce((sum, { arms }) => sum + arms.length - 1, 0);
  const pValue = seen.length > 0 ? chiSquareUpper(chiSquare, degreesOfFreedom) : null;
  return { chiSquare, degreesOfFreedom, pValue };
}

// ../srm/src/exact-split-p-value.ts
var MAX_OUTCOMES = 1e5;
var TIE = Math.log1p(1e-7);
function exactSplitPValue({ counts, shares }) {
  const units = counts.reduce((sum, count) => sum + count, 0);
  if (outcomes(units, counts.length) > MAX_OUTCOMES) return null;
  const logShares = shares.map((share) => Math.log(share));
  const term = (arm, count) => count * (logShares[arm] ?? 0) - logGamma(count + 1);
  const constant = logGamma(units + 1);
  const seen = counts.reduce((sum, count, arm) => sum + term(arm, count), constant) + TIE;
  const tail2 = (arm, left, log) => {
    if (arm === counts.length - 1) {
      const whole = log + term(arm, left);
      return whole <= seen ? Math.exp(whole) : 0;
    }
    let sum = 0;
    for (let count = 0; count <= left; count += 1) sum += tail2(arm + 1, left - count, log + term(arm, count));
    return sum;
  };
  return Math.min(1, tail2(0, units, constant));
}
function outcomes(units, arms) {
  let ways = 1;
  for (let arm = 1; arm < arms && ways <= MAX_OUTCOMES; arm += 1) ways *= (units + arm) / arm;
  return ways;
}

// ../srm/src/is-over-two-points.ts
function isOverTwoPoints({ gap }, { units, denominator }) {
  return (gap < 0n ? -gap : gap) * 50n > BigInt(units) * denominator;
}

// ../srm/src/log-one-plus-excess.ts
function logOnePlusExcess(x) {
  if (x === -1) return 1;
  if (Math.abs(x) > 0.1) return (1 + x) * Math.log1p(x) - x;
  let power = x * x;
  let sum = power / 2;
  for (let j = 3; Math.abs(power) > sum * 1e-17 && j < 24; j += 1) {
    power *= -x;
    sum += power / (j * (j - 1));
  }
  return sum;
}

// ../srm/src/stirling-correction.ts
function stirlingCorrection2(x) {
  let raised = x;
  let correction = 0;
  for (; raised < 12; raised += 1) correction += (raised + 0.5) * Math.log1p(1 / raised) - 1;
  const inverse = 1 / raised;
  const square = inverse * inverse;
  const tail2 = 1 / 1680 - square * (1 / 1188 - square * (691 / 360360));
  return correction + inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * tail2)));
}

// ../srm/src/log-bayes-factor.ts
function logBayesFactor(phase, concentration) {
  const { arms, units, denominator } = splitGap([phase]);
  if (units === 0) return 0;
  const mass = concentration + units;
  const total = BigInt(units) * denominator;
  let divergence = 0;
  let corrections = 0.5 * Math.log(mass / concentration) + stirlingCorrection2(concentration) - stirlingCorrection2(mass);
  for (const { units: observed, expected, gap } of arms) {
    const share = exactQuotient(expected, total);
    const prior = concentration * share;
    const posterior = prior + observed;
    const centre = mass * share;
    divergence += centre * logOnePlusExcess(exactQuotient(gap, denominator) / centre);
    corrections += 0.5 * Math.log(prior / posterior) + stirlingCorrection2(posterior) - stirlingCorrection2(prior);
  }
  return divergence + corrections;
}

// ../srm/src/log-evidence.ts
var CONCENTRATIONS = [100, 1e3, 1e4, 1e5];
function logEvidence(phases, concentrations) {
  return phases.reduce((sum, phase) => {
    const factors = concentrations.map((concentration) => logBayesFactor(phase, concentration));
    return sum + logMeanExponential(factors);
  }, 0);
}
function logMeanExponential(logs) {
  const greatest = Math.max(...logs);
  const sum = logs.reduce((total, log) => total + Math.exp(log - greatest), 0);
  return greatest + Math.log(sum / logs.length);
}

// ../srm/src/sample-ratio-verdict.ts
function sampleRatioVerdict({ gap, anytimePValue, fixedPValue, interim }) {
  const over = gap.arms.some((arm) => isOverTwoPoints(arm, gap));
  if (anytimePValue < 1e-3 && over) return "kill";
  if (anytimePValue < 1e-6 && gap.arms.some(isOffByOnePercent)) return "kill";
  if (anytimePValue < 1e-3) return "warn";
  if (!interim && fixedPValue !== null && fixedPValue < 5e-4) return "warn";
  if (over && fixedPValue !== null && fixedPValue < 1e-3) return "watch";
  return gap.arms.some((arm) => isOverTwoPoints(arm, gap) && isLargeEnough(arm, gap)) ? "watch" : "healthy";
}
function isOffByOnePercent({ gap, expected }) {
  return (gap < 0n ? -gap : gap) * 100n >= expected;
}
function isLargeEnough({ expected }, { units, denominator }) {
  const total = BigInt(units) * denominator;
  return 4n * BigInt(units) * total * total >= 108241n * expected * (total - expected);
}

// ../srm/src/phased-sample-ratio.ts
function phasedSampleRatio(phases, options = {}) {
  if (phases.length === 0) throw new RangeError("phases: expected at least one phase, got none");
  const checked = phases.map(checkSplitPhase);
  const { interim = false, concentration, previousAnytimePValue = 1 } = options;
  if (concentration !== void 0 && !(concentration > 0 && Number.isFinite(concentration))) {
    throw new RangeError(`concentration: expected a finite number > 0, got ${concentration}`);
  }
  if (!(previousAnytimePValue >= 0 && previousAnytimePValue <= 1)) {
    throw new RangeError(`previousAnytimePValue: expected a number in [0, 1], got ${previousAnytimePValue}`);
  }
  const gap = splitGap(checked);
  const log = logEvidence(checked, concentration === void 0 ? CONCENTRATIONS : [concentration]);
  const anytimePValue = Math.min(previousAnytimePValue, 1, Math.exp(-log));
  const { chiSquare, degreesOfFreedom, pValue } = chiSquareSplit(checked);
  const exactPValue = checked.length === 1 ? smallSamplePValue(gap) : null;
  return {
    verdict: sampleRatioVerdict({ gap, anytimePValue, fixedPValue: exactPValue ?? pValue, interim }),
    pValue,
    exactPValue,
    anytimePValue,
    worstDeviationPoints: worstDeviationPoints(gap),
    overTwoPoints: gap.arms.some((arm) => isOverTwoPoints(arm, gap)),
    chiSquare,
    degreesOfFreedom,
    arms: reportedArms(gap, checked),
    unexpectedArms: [...new Set(checked.flatMap(({ arms }) => arms.filter(isUnexpected).map(({ arm }) => arm)))]
  };
}
function isUnexpected({ units, weight }) {
  return weight === 0 && units > 0;
}
function smallSamplePValue({ arms, units, denominator }) {
  if (units === 0 || arms.every(({ expected }) => expected >= 5n * denominator)) return null;
  const total = BigInt(units) * denominator;
  return exactSplitPValue({
    counts: arms.map((arm) => arm.units),
    shares: arms.map(({ expected }) => exactQuotient(expected, total))
  });
}
function worstDeviationPoints({ arms, units, denominator }) {
  if (units === 0) return 0;
  const total = BigInt(units) * denominator;
  return Math.max(...arms.map(({ gap }) => Math.abs(exactQuotient(gap * 100n, total))));
}
function reportedArms({ arms, units, denominator }, phases) {
  const promised = phases.at(-1)?.arms ?? [];
  const weightSum = promised.reduce((sum, { weight }) => sum + weight, 0);
  return arms.map(({ arm, units: own, expected }) => ({
    arm,
    units: own,
    expectedShare: units === 0 ? (promised.find((candidate) => candidate.arm === arm)?.weight ?? 0) / weightSum : exactQuotient(expected, BigInt(units) * denominator),
    observedShare: units === 0 ? 0 : own / units
  }));
}

// ../srm/src/sample-ratio.ts
function sampleRatio(arms, options = {}) {
  return phasedSampleRatio([{ phase: 1, arms }], options);
}

// src/output/split-verdict.ts
var meaning = {
  healthy: "the split is as promised",
  watch: "the split is further off than it should be; look for lost or doubled exposures",
  warn: "the split is not as promised; no difference between the arms can be trusted before the cause is found",
  kill: "the split is broken; stop the experiment, no difference between the arms can be trusted"
};
function verdictSentence({ verdict, unexpectedArms }) {
  const stray = unexpectedArms.length === 0 ? "" : `; units in arms of weight 0: ${unexpectedArms.join(", ")}`;
  return `sample ratio: ${verdict}: ${meaning[verdict]}${stray}`;
}
function stopsPipeline({ verdict, unexpectedArms }) {
  return verdict === "kill" || verdict === "warn" || unexpectedArms.length > 0;
}

// src/commands/srm.ts
var srmCommand = (context) => commandWithExamples("srm", "Check that units reached the arms in the promised proportions.", [
  "srm a=44700 b=45489",
  "srm control=9200 treatment=800 --weights control=9,treatment=1 --json"
]).argument("<arm=units...>", "analyzed units of each arm").option("--weights <arm=weight,...>", "promised proportions (default: equal)").option("--interim", "the experiment still runs: only the p-value that holds at every look may warn").option("--json", "machine output").action((words, options) => run4(context, words, options));
function run4(context, words, options) {
  const counts = parseArmNumbers("arms", words, armUnits);
  if (counts.length < 2) throw new CommandFault("arms: expected at least two, as in a=44700 b=45489, got one");
  const weights = options.weights === void 0 ? counts.map(({ arm }) => ({ arm, value: 1 })) : parseWeights(options.weights);
  const result = sampleRatio(
    counts.map(({ arm, value: value2 }) => ({ arm, units: value2, weight: weightOf(arm, weights) })),
    { interim: options.interim === true }
  );
  const extra = weights.find(({ arm }) => counts.every((count) => count.arm !== arm));
  if (extra !== void 0) throw new CommandFault(`--weights: expected only arms that have a count, got ${JSON.stringify(extra.arm)}; write ${extra.arm}=0 if it has no units`);
  printLine(context, options.json === true ? JSON.stringify(result) : forPeople3(result));
  context.finish(stopsPipeline(result) ? 1 : 0);
}
function weightOf(arm, weights) {
  const weight = weights.find((candidate) => candidate.arm === arm);
  if (weight === void 0) throw new CommandFault(`--weights: expected a weight for arm ${JSON.stringify(arm)}, got none; add ${arm}=NUMBER`);
  return weight.value;
}
function forPeople3(result) {
  const rows = result.arms.map(({ arm, units, expectedShare, observedShare }) => [
    arm,
    formatCount(units),
    formatPercent(expectedShare),
    formatPercent(observedShare)
  ]);
  return [
    formatTable([["arm", "units", "expected", "observed"], ...rows]),
    "",
    `chi-square ${formatPValue(result.chiSquare)} on ${result.degreesOfFreedom} df, p ${result.pValue === null ? "-" : formatPValue(result.pValue)}, p at any look ${formatPValue(result.anytimePValue)}, worst deviation ${result.worstDeviationPoints.toFixed(3)} points`,
    verdictSentence(result)
  ].join("\n");
}

// src/commands/token/keygen.ts
import { rename, writeFile as writeFile2 } from "node:fs/promises";

// ../click-token/src/format/signed-message.ts
var prefix = [108, 105, 102, 116, 112, 114, 111, 111, 102, 46, 99, 116, 46, 118, 49, 0];
function signedMessage(unsigned) {
  const message = new Uint8Array(prefix.length + unsigned.length);
  message.set(prefix);
  message.set(unsigned, prefix.length);
  return message;
}

// ../click-token/src/claims-of.ts
function claimsOf(content, key, campaignNames) {
  const { text: text2, campaignId } = content;
  const named = campaignId === null ? text2.campaign : campaignNames.get(campaignId) ?? String(campaignId);
  const onlyCampaign = key.campaigns?.length === 1 ? key.campaigns[0] : void 0;
  return {
    kind: content.kind,
    keyId: key.id,
    issuedAtUs: content.issuedAtUs,
    lifetimeSeconds: content.lifetimeSeconds,
    nonce: content.nonce,
    identityHash: content.identityHash,
    campaign: named ?? onlyCampaign ?? null,
    source: text2.source ?? null,
    medium: text2.medium ?? null,
    partner: key.partner ?? text2.partner ?? null,
    referrerCode: text2.referrerCode ?? null,
    trust: key.trust
  };
}

// ../click-token/src/text/decode-utf8.ts
var smallestOf = [0, 0, 128, 2048, 65536];
function decodeUtf8(bytes) {
  let text2 = "";
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const width = widthOf(lead);
    if (width === 0 || at + width > bytes.length) return null;
    const point = codePointAt(bytes, at, width);
    if (point === null) return null;
    text2 += String.fromCodePoint(point);
    at += width;
  }
  return text2;
}
function widthOf(lead) {
  if (lead < 128) return 1;
  if (lead >= 194 && lead < 224) return 2;
  if (lead >= 224 && lead < 240) return 3;
  if (lead >= 240 && lead < 245) return 4;
  return 0;
}
function codePointAt(bytes, at, width) {
  const lead = bytes[at] ?? 0;
  if (width === 1) return lead;
  let point = lead & 255 >> width + 1;
  for (let next = 1; next < width; next++) {
    const byte = bytes[at + next] ?? 0;
    if ((byte & 192) !== 128) return null;
    point = point << 6 | byte & 63;
  }
  const surrogate = point >= 55296 && point <= 57343;
  return point < smallestOf[width] || point > 1114111 || surrogate ? null : point;
}

// ../click-token/src/text/encode-hex.ts
function encodeHex(bytes) {
  let text2 = "";
  for (const byte of bytes) text2 += (byte < 16 ? "0" : "") + byte.toString(16);
  return text2;
}

// ../click-token/src/format/layout.ts
var tokenLayout = {
  version: 1,
  clickFlag: 8,
  identityFlag: 4,
  numericCampaignFlag: 2,
  textClaimsFlag: 1,
  headerBytes: 8,
  nonceBytes: 8,
  identityHashBytes: 8,
  tagBytes: 16,
  /** Longest token that is looked at. */
  longestText: 200,
  secondsPerClickLifetimeUnit: 60,
  secondsPerLinkLifetimeUnit: 3600
};

// ../click-token/src/format/text-claims.ts
var textClaims = ["campaign", "source", "medium", "partner", "referrerCode"];

// ../click-token/src/format/unsafe-claim-text.ts
function unsafeClaimText(text2) {
  if (text2 === "") return "got an empty one";
  if (/\p{Cc}/u.test(text2)) return "got a control character";
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text2)) return "got a lone surrogate";
  return null;
}

// ../click-token/src/format/decode-content.ts
function decodeContent(unsigned) {
  const first = unsigned[0] ?? 0;
  const click = (first & tokenLayout.clickFlag) !== 0;
  const units = unsigned16(unsigned, 6);
  let at = tokenLayout.headerBytes;
  const take = (flag, bytes) => {
    const start = at;
    at += flag ? bytes : 0;
    return start;
  };
  const nonceAt = take(click, tokenLayout.nonceBytes);
  const identity = (first & tokenLayout.identityFlag) !== 0;
  const identityAt = take(identity, tokenLayout.identityHashBytes);
  const numeric = (first & tokenLayout.numericCampaignFlag) !== 0;
  const campaignAt = take(numeric, 4);
  if (units === 0 || at > unsigned.length) return null;
  const flagged = (first & tokenLayout.textClaimsFlag) !== 0;
  const text2 = textSection(unsigned.subarray(at), flagged);
  if (text2 === null || numeric && text2.campaign !== void 0) return null;
  return {
    kind: click ? "click" : "link",
    issuedAtUs: unsigned32(unsigned, 2) * 1e6,
    lifetimeSeconds: units * (click ? tokenLayout.secondsPerClickLifetimeUnit : tokenLayout.secondsPerLinkLifetimeUnit),
    nonce: click ? encodeHex(unsigned.subarray(nonceAt, nonceAt + tokenLayout.nonceBytes)) : null,
    identityHash: identity ? encodeHex(unsigned.subarray(identityAt, identityAt + tokenLayout.identityHashBytes)) : null,
    campaignId: numeric ? unsigned32(unsigned, campaignAt) : null,
    text: text2
  };
}
function unsigned16(bytes, at) {
  return (bytes[at] ?? 0) << 8 | (bytes[at + 1] ?? 0);
}
function unsigned32(bytes, at) {
  return unsigned16(bytes, at) * 65536 + unsigned16(bytes, at + 2);
}
function textSection(section, flagged) {
  if (!flagged) return section.length === 0 ? {} : null;
  const present = section[0] ?? 0;
  if (present === 0 || present >> textClaims.length !== 0) return null;
  const text2 = {};
  let at = 1;
  for (const [bit, name] of textClaims.entries()) {
    if ((present & 1 << bit) === 0) continue;
    const length = section[at] ?? 0;
    const end = at + 1 + length;
    const claim = end > section.length ? null : decodeUtf8(section.subarray(at + 1, end));
    if (claim === null || unsafeClaimText(claim) !== null) return null;
    text2[name] = claim;
    at = end;
  }
  return at === section.length ? text2 : null;
}

// ../click-token/src/format/tag-of.ts
function tagOf(hash) {
  if (hash.length !== 32) throw new RangeError(`hmacSha256: expected 32 bytes, got ${hash.length}`);
  return hash.subarray(0, tokenLayout.tagBytes);
}

// ../click-token/src/key-objection.ts
function keyObjection(key, claims, claimedPartner) {
  if (claims.issuedAtUs < key.notBeforeUs) return `issuedAtUs: expected an instant from notBefore of key ${key.id} on`;
  if (claims.issuedAtUs > key.notAfterUs) return `issuedAtUs: expected an instant up to notAfter of key ${key.id}`;
  if (claimedPartner !== void 0 && key.partner !== null && claimedPartner !== key.partner) {
    return `partner: expected the partner of key ${key.id} or none`;
  }
  if (key.campaigns !== null && claims.campaign !== null && !key.campaigns.includes(claims.campaign)) {
    return `campaign: expected one of the campaigns of key ${key.id}`;
  }
  return null;
}

// ../click-token/src/judge-token.ts
var toleranceUs = 3e8;
function judgeToken(opened, { hash, receivedAtUs, campaignNames }) {
  const { key } = opened;
  if (!equalInConstantTime(opened.tag, tagOf(hash))) return { status: "bad_signature", claims: null, keyId: key.id };
  const content = decodeContent(opened.unsigned);
  if (content === null) return { status: "malformed", claims: null, keyId: key.id };
  const claims = claimsOf(content, key, campaignNames);
  const lifetimeSeconds = Math.min(claims.lifetimeSeconds, key.maxLifetimeSeconds);
  const expiresAtUs = claims.issuedAtUs + lifetimeSeconds * 1e6;
  const status = () => {
    if (key.revoked) return "revoked";
    if (keyObjection(key, claims, content.text.partner) !== null) return "key_not_valid";
    if (claims.issuedAtUs > receivedAtUs + toleranceUs) return "not_yet_valid";
    return receivedAtUs > expiresAtUs ? "expired" : "verified";
  };
  return { status: status(), claims, keyId: key.id };
}
function equalInConstantTime(a, b) {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
}

// ../click-token/src/text/base64url-alphabet.ts
var base64urlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// ../click-token/src/text/decode-base64url.ts
var valueOf = /* @__PURE__ */ values();
function decodeBase64url(text2) {
  const length = text2.length;
  const trailing = length % 4;
  if (trailing === 1) return null;
  const bytes = new Uint8Array(length * 6 >> 3);
  let pending = 0;
  let pendingBits = 0;
  let written = 0;
  for (let at = 0; at < length; at++) {
    const code = text2.charCodeAt(at);
    const value2 = code < 128 ? valueOf[code] ?? -1 : -1;
    if (value2 < 0) return null;
    pending = (pending << 6 | value2) & 65535;
    pendingBits += 6;
    if (pendingBits >= 8) {
      pendingBits -= 8;
      bytes[written++] = pending >> pendingBits;
    }
  }
  return (pending & (1 << pendingBits) - 1) === 0 ? bytes : null;
}
function values() {
  const table = new Int8Array(128).fill(-1);
  for (let value2 = 0; value2 < 64; value2++) table[base64urlAlphabet.charCodeAt(value2)] = value2;
  return table;
}

// ../click-token/src/open-token.ts
var missing = { status: "missing", claims: null };
var malformed = { status: "malformed", claims: null };
var unknownKey2 = { status: "unknown_key", claims: null };
var shortestBytes = tokenLayout.headerBytes + tokenLayout.tagBytes;
function openToken(token, ring) {
  if (token === null || token === void 0 || token === "") return missing;
  if (typeof token !== "string" || token.length > tokenLayout.longestText) return malformed;
  const bytes = decodeBase64url(token);
  if (bytes === null || bytes.length < shortestBytes || (bytes[0] ?? 0) >> 4 !== tokenLayout.version) return malformed;
  const key = ring.keys.get(String(bytes[1]));
  if (key === void 0) return unknownKey2;
  const unsigned = bytes.subarray(0, bytes.length - tokenLayout.tagBytes);
  return { key, unsigned, message: signedMessage(unsigned), tag: bytes.subarray(unsigned.length) };
}

// ../click-token/src/text/encode-base64url.ts
function encodeBase64url(bytes) {
  let text2 = "";
  let pending = 0;
  let pendingBits = 0;
  for (const byte of bytes) {
    pending = pending << 8 | byte;
    pendingBits += 8;
    while (pendingBits >= 6) {
      pendingBits -= 6;
      text2 += base64urlAlphabet.charAt(pending >> pendingBits & 63);
    }
    pending &= (1 << pendingBits) - 1;
  }
  return pendingBits === 0 ? text2 : text2 + base64urlAlphabet.charAt(pending << 6 - pendingBits & 63);
}

// ../click-token/src/signed-text.ts
function signedText(unsigned, hash) {
  const tag = tagOf(hash);
  const bytes = new Uint8Array(unsigned.length + tag.length);
  bytes.set(unsigned);
  bytes.set(tag, unsigned.length);
  return encodeBase64url(bytes);
}

// ../click-token/src/text/decode-hex.ts
function decodeHex(text2) {
  if (text2.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text2)) return null;
  const bytes = new Uint8Array(text2.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text2.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

// ../click-token/src/text/encode-utf8.ts
function encodeUtf8(text2) {
  const bytes = [];
  for (const character of text2) {
    const point = character.codePointAt(0) ?? 0;
    if (point >= 55296 && point <= 57343) throw new RangeError("text: expected well-formed Unicode, got a lone surrogate");
    if (point < 128) bytes.push(point);
    else if (point < 2048) bytes.push(192 | point >> 6, tail(point));
    else if (point < 65536) bytes.push(224 | point >> 12, tail(point >> 6), tail(point));
    else bytes.push(240 | point >> 18, tail(point >> 12), tail(point >> 6), tail(point));
  }
  return Uint8Array.from(bytes);
}
function tail(bits) {
  return 128 | bits & 63;
}

// ../click-token/src/format/encode-unsigned.ts
function encodeUnsigned(request, context, lifetimeSeconds) {
  const text2 = textSection2(request);
  const click = request.kind === "click";
  const bytes = [
    tokenLayout.version << 4 | (click ? tokenLayout.clickFlag : 0) | (request.identityHash === void 0 ? 0 : tokenLayout.identityFlag) | (typeof request.campaign === "number" ? tokenLayout.numericCampaignFlag : 0) | (text2.length === 0 ? 0 : tokenLayout.textClaimsFlag),
    Number(context.keyId),
    ...unsigned322(issuedSecond(context.issuedAtUs), "issuedAtUs"),
    ...lifetimeUnits(lifetimeSeconds, click),
    ...nonceBytes(context.nonce, click)
  ];
  if (request.identityHash !== void 0) bytes.push(...eightBytes(request.identityHash, "identityHash"));
  if (typeof request.campaign === "number") bytes.push(...unsigned322(request.campaign, "campaign"));
  bytes.push(...text2);
  const characters = Math.ceil((bytes.length + tokenLayout.tagBytes) * 4 / 3);
  if (characters > tokenLayout.longestText) {
    throw new RangeError(`claims: expected a token of at most ${tokenLayout.longestText} characters, got ${characters}; shorten the claims`);
  }
  return Uint8Array.from(bytes);
}
function issuedSecond(issuedAtUs) {
  if (!Number.isSafeInteger(issuedAtUs)) throw new RangeError(`issuedAtUs: expected whole microseconds, got ${issuedAtUs}`);
  return Math.floor(issuedAtUs / 1e6);
}
function unsigned322(value2, name) {
  if (!Number.isInteger(value2) || value2 < 0 || value2 > 4294967295) {
    throw new RangeError(`${name}: expected an unsigned 32-bit number, got ${value2}`);
  }
  return [value2 >>> 24, value2 >>> 16 & 255, value2 >>> 8 & 255, value2 & 255];
}
function lifetimeUnits(lifetimeSeconds, click) {
  const unit = click ? tokenLayout.secondsPerClickLifetimeUnit : tokenLayout.secondsPerLinkLifetimeUnit;
  const units = lifetimeSeconds / unit;
  if (!Number.isInteger(units) || units < 1 || units > 65535) {
    const wanted = click ? "1 to 65,535 whole minutes for a click token" : "1 to 65,535 whole hours for a link token";
    throw new RangeError(`lifetimeSeconds: expected ${wanted}, got ${lifetimeSeconds}`);
  }
  return [units >>> 8, units & 255];
}
function nonceBytes(nonce, click) {
  if (!click) {
    if (nonce !== void 0) throw new RangeError("nonce: expected none for a link token, which is clicked by many");
    return [];
  }
  if (nonce === void 0) throw new RangeError("nonce: expected 16 hexadecimal digits for a click token, got none");
  return eightBytes(nonce, "nonce");
}
function eightBytes(hex, name) {
  const bytes = decodeHex(hex);
  if (bytes === null || bytes.length !== 8) throw new RangeError(`${name}: expected 16 lower-case hexadecimal digits`);
  return [...bytes];
}
function textSection2(request) {
  let present = 0;
  const section = [];
  for (const [bit, name] of textClaims.entries()) {
    const text2 = request[name];
    if (typeof text2 !== "string") continue;
    const fault = unsafeClaimText(text2);
    if (fault !== null) throw new RangeError(`${name}: expected plain text, ${fault}`);
    const bytes = encodeUtf8(text2);
    if (bytes.length > 255) throw new RangeError(`${name}: expected at most 255 bytes, got ${bytes.length}`);
    present |= 1 << bit;
    section.push(bytes.length, ...bytes);
  }
  return present === 0 ? [] : [present, ...section];
}

// ../click-token/src/unsigned-token.ts
var secondsPerDay = 86400;
function unsignedToken(request, context, { ring, campaignNames }) {
  const key = ring.keys.get(context.keyId);
  if (key === void 0) throw new RangeError("keyId: expected the id of a key in the ring");
  if (key.revoked) throw new RangeError(`keyId: expected a key in use, got the revoked ${key.id}`);
  const lifetimeSeconds = request.lifetimeSeconds ?? usualLifetimeSeconds(request, key);
  if (lifetimeSeconds > key.maxLifetimeSeconds) {
    throw new RangeError(`lifetimeSeconds: expected at most ${key.maxLifetimeSeconds}, the maximum of key ${key.id}, got ${lifetimeSeconds}`);
  }
  const unsigned = encodeUnsigned(request, context, lifetimeSeconds);
  const content = decodeContent(unsigned);
  if (content === null) throw new RangeError("request: expected claims that read back as written");
  const objection = keyObjection(key, claimsOf(content, key, campaignNames), content.text.partner);
  if (objection !== null) throw new RangeError(objection);
  return { key, unsigned };
}
function usualLifetimeSeconds(request, key) {
  if (request.kind === "click") return Math.min(secondsPerDay, key.maxLifetimeSeconds);
  return Math.floor(key.maxLifetimeSeconds / 3600) * 3600;
}

// ../click-token/src/whole-micros.ts
function wholeMicros(value2, name) {
  if (!Number.isSafeInteger(value2)) throw new RangeError(`${name}: expected whole epoch microseconds, got ${value2}`);
  return value2;
}

// ../click-token/src/create-token-service.ts
function createTokenService(ring, options) {
  const { hmacSha256 } = options.crypto;
  const campaignNames = options.campaignNames ?? /* @__PURE__ */ new Map();
  return {
    mint: (request, context) => {
      const { key, unsigned } = unsignedToken(request, context, { ring, campaignNames });
      return signedText(unsigned, hmacSha256(key.secret, signedMessage(unsigned)));
    },
    verify: (token, receivedAtUs) => {
      wholeMicros(receivedAtUs, "receivedAtUs");
      const opened = openToken(token, ring);
      if ("status" in opened) return opened;
      return judgeToken(opened, { hash: hmacSha256(opened.key.secret, opened.message), receivedAtUs, campaignNames });
    }
  };
}

// ../click-token/src/node/node-crypto.ts
import { createHmac, createSecretKey } from "node:crypto";
var keyObjects = /* @__PURE__ */ new WeakMap();
var nodeCrypto = {
  hmacSha256: (secret, message) => createHmac("sha256", keyObjectOf(secret)).update(message).digest()
};
function keyObjectOf(secret) {
  let keyObject = keyObjects.get(secret);
  if (keyObject === void 0) {
    keyObject = createSecretKey(secret);
    keyObjects.set(secret, keyObject);
  }
  return keyObject;
}

// ../click-token/src/node/create-token-service.ts
function createTokenService2(ring, options = {}) {
  return createTokenService(ring, { ...options, crypto: nodeCrypto });
}

// ../click-token/src/node/generate-key.ts
import { randomBytes } from "node:crypto";

// ../click-token/src/key-ring/parse-lifetime.ts
var secondsOf = { m: 60, h: 3600, d: 86400 };
var longestSeconds = 65535 * 3600;
function parseLifetime(text2) {
  const match = /^([1-9]\d{0,6})([mhd])$/.exec(text2);
  if (match === null) return null;
  const seconds = Number(match[1]) * (secondsOf[match[2] ?? ""] ?? 0);
  return seconds <= longestSeconds ? seconds : null;
}

// ../click-token/src/key-ring/parse-utc-second.ts
function parseUtcSecond(text2) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text2)) return null;
  const part = (from, to) => Number(text2.slice(from, to));
  const ms = Date.UTC(part(0, 4), part(5, 7) - 1, part(8, 10), part(11, 13), part(14, 16), part(17, 19));
  return new Date(ms).toISOString() === `${text2.slice(0, 19)}.000Z` ? ms * 1e3 : null;
}

// ../click-token/src/key-ring/load-key.ts
var names = /* @__PURE__ */ new Set([
  "id",
  "secret",
  "publicKey",
  "partner",
  "campaigns",
  "trust",
  "notBefore",
  "notAfter",
  "maxLifetime",
  "revoked"
]);
function loadKey(entry, path) {
  for (const name of Object.keys(entry)) {
    if (!names.has(name)) throw new TypeError(`${path}.${name}: expected one of ${[...names].join(", ")}`);
  }
  const notBeforeUs = instantOf(entry, "notBefore", path);
  const notAfterUs = instantOf(entry, "notAfter", path);
  if (notAfterUs < notBeforeUs) throw new RangeError(`${path}.notAfter: expected an instant not before notBefore`);
  return {
    id: idOf(entry["id"], path),
    secret: secretOf(entry, path),
    partner: partnerOf(entry["partner"], path),
    campaigns: campaignsOf(entry["campaigns"], path),
    trust: trustOf(entry["trust"], path),
    notBeforeUs,
    notAfterUs,
    maxLifetimeSeconds: lifetimeOf(entry["maxLifetime"], path),
    revoked: revokedOf(entry["revoked"], path)
  };
}
function idOf(id, path) {
  if (typeof id !== "string") throw new TypeError(`${path}.id: expected text from "0" to "255", got ${typeof id}`);
  if (!/^(0|[1-9]\d{0,2})$/.test(id) || Number(id) > 255) throw new RangeError(`${path}.id: expected "0" to "255"`);
  return id;
}
function secretOf(entry, path) {
  const { secret, publicKey } = entry;
  if (secret !== void 0 && publicKey !== void 0) {
    throw new RangeError(`${path}: expected secret or publicKey, got both`);
  }
  if (publicKey !== void 0) {
    throw new RangeError(`${path}.publicKey: expected a key with a secret: this version verifies only HMAC keys`);
  }
  if (typeof secret !== "string") throw new TypeError(`${path}.secret: expected base64url text, got ${typeof secret}`);
  const bytes = decodeBase64url(secret);
  if (bytes === null) throw new RangeError(`${path}.secret: expected base64url without padding`);
  if (bytes.length < 32) throw new RangeError(`${path}.secret: expected at least 32 bytes, got ${bytes.length}`);
  return bytes;
}
function partnerOf(partner, path) {
  if (partner === void 0) return null;
  return textOf(partner, `${path}.partner`);
}
function campaignsOf(campaigns, path) {
  if (campaigns === void 0) return null;
  if (!Array.isArray(campaigns) || campaigns.length === 0) {
    throw new TypeError(`${path}.campaigns: expected a list of at least one campaign name`);
  }
  return campaigns.map((name, at) => textOf(name, `${path}.campaigns[${at}]`));
}
function textOf(value2, path) {
  if (typeof value2 !== "string") throw new TypeError(`${path}: expected text, got ${typeof value2}`);
  if (value2 === "") throw new RangeError(`${path}: expected text, got an empty one`);
  return value2;
}
function trustOf(trust, path) {
  if (trust === void 0) return null;
  if (trust !== "proof") throw new RangeError(`${path}.trust: expected "proof" or nothing`);
  return trust;
}
function revokedOf(revoked, path) {
  if (revoked === void 0) return false;
  if (typeof revoked !== "boolean") throw new TypeError(`${path}.revoked: expected true or false, got ${typeof revoked}`);
  return revoked;
}
function instantOf(entry, name, path) {
  const text2 = entry[name];
  const instant = typeof text2 === "string" ? parseUtcSecond(text2) : null;
  if (instant === null) throw new RangeError(`${path}.${name}: expected an instant such as 2026-11-01T00:00:00Z`);
  return instant;
}
function lifetimeOf(text2, path) {
  const seconds = typeof text2 === "string" ? parseLifetime(text2) : null;
  if (seconds === null) throw new RangeError(`${path}.maxLifetime: expected a duration such as 30m, 24h or 90d`);
  return seconds;
}

// ../click-token/src/key-ring/load-key-ring.ts
function loadKeyRing(source) {
  const file = record3(typeof source === "string" ? parsed(source) : source, "key ring");
  for (const name of Object.keys(file)) {
    if (name !== "keys" && name !== "retired") throw new TypeError(`${name}: expected only keys and retired in a key ring`);
  }
  if (!Array.isArray(file["keys"])) throw new TypeError(`keys: expected a list of keys, got ${typeof file["keys"]}`);
  const retired = retiredIds(file["retired"]);
  const keys = /* @__PURE__ */ new Map();
  for (const [at, entry] of file["keys"].entries()) {
    const path = `keys[${at}]`;
    const key = loadKey(record3(entry, path), path);
    if (keys.has(key.id)) throw new RangeError(`${path}.id: expected an id of its own, got ${key.id} a second time`);
    if (retired.has(key.id)) throw new RangeError(`${path}.id: expected an id never used before, got the retired ${key.id}`);
    refuseSharedSecret(keys, key, path);
    keys.set(key.id, key);
  }
  return { keys };
}
function parsed(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    throw new TypeError("key ring: expected JSON, got text that does not parse");
  }
}
function record3(value2, path) {
  if (typeof value2 !== "object" || value2 === null || Array.isArray(value2)) {
    throw new TypeError(`${path}: expected an object, got ${Array.isArray(value2) ? "a list" : String(typeof value2)}`);
  }
  return value2;
}
function retiredIds(value2) {
  if (value2 === void 0) return /* @__PURE__ */ new Set();
  if (!Array.isArray(value2) || value2.some((id) => typeof id !== "string")) {
    throw new TypeError("retired: expected a list of key ids as text");
  }
  return new Set(value2);
}
function refuseSharedSecret(keys, key, path) {
  for (const other of keys.values()) {
    const same = other.secret.length === key.secret.length && other.secret.every((byte, at) => byte === key.secret[at]);
    if (same) throw new RangeError(`${path}.secret: expected a secret of its own, got the one of key ${other.id}`);
  }
}

// ../click-token/src/node/generate-key.ts
function generateKey(settings) {
  const key = { ...settings, secret: randomBytes(32).toString("base64url") };
  loadKeyRing({ keys: [key] });
  return key;
}

// ../click-token/src/node/random-nonce.ts
import { randomBytes as randomBytes2 } from "node:crypto";
function randomNonce() {
  return randomBytes2(8).toString("hex");
}

// src/options/parse-duration.ts
var secondsOf2 = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };
function parseDuration(option, text2) {
  const [, count, unit] = /^(\d{1,6})([smhdw])$/u.exec(text2.trim()) ?? [];
  if (count === void 0 || unit === void 0) {
    throw new CommandFault(`${option}: expected a duration like 7d, 36h or 30m, got ${JSON.stringify(text2)}`);
  }
  return Number(count) * (secondsOf2[unit] ?? 0) * 1e6;
}

// src/commands/token/keygen.ts
var keygenCommand = (context) => commandWithExamples("keygen", "Make a signing key.", [
  "token keygen --ring keys.json",
  "token keygen --ring keys.json --id 7 --partner acme --campaigns spring,summer --valid-for 90d"
]).option("--ring <file>", "add the key to this key ring file, made if absent; without it the key ring is printed").option("--id <n>", "0 to 255, never used before (default: the first free one)").option("--valid-for <duration>", "how long from now the key may mint", "365d").option("--max-lifetime <duration>", "longest life of its tokens", "90d").option("--partner <name>", "every token of this key is this partner's").option("--campaigns <names>", "the only campaigns it may claim, separated by commas").option("--trust <level>", "proof: click tokens count as proof though they name a partner").action((options) => run5(context, options));
async function run5(context, options) {
  const ring = options.ring === void 0 ? { keys: [] } : await existingRing(context, options.ring);
  const key = generateKey({
    id: options.id ?? firstFreeId(ring),
    notBefore: secondText(context.io.nowUs()),
    notAfter: secondText(context.io.nowUs() + parseDuration("--valid-for", options.validFor)),
    maxLifetime: options.maxLifetime,
    ...options.partner === void 0 ? {} : { partner: options.partner },
    ...options.campaigns === void 0 ? {} : { campaigns: options.campaigns.split(",") },
    ...trustOf2(options.trust)
  });
  const grown = { ...ring, keys: [...ring.keys, key] };
  loadKeyRing(grown);
  const text2 = JSON.stringify(grown, null, 2);
  if (options.ring === void 0) {
    printLine(context, text2);
    return;
  }
  await replaceFile(pathFrom(context, options.ring), `${text2}
`);
  printLine(context, `key ${key.id} added to ${options.ring}; keep the file secret`);
}
async function replaceFile(path, text2) {
  const fresh = `${path}.new`;
  await writeFile2(fresh, text2, { mode: 384, flush: true });
  await rename(fresh, path);
}
async function existingRing(context, path) {
  let text2;
  try {
    text2 = await readTextFile(context, path);
  } catch (error) {
    if (error instanceof CommandFault && error.message.includes("found nothing")) return { keys: [] };
    throw error;
  }
  try {
    loadKeyRing(text2);
  } catch (cause) {
    throw cause instanceof Error ? new CommandFault(`${path}: ${cause.message}`, { cause }) : cause;
  }
  return JSON.parse(text2);
}
function firstFreeId({ keys, retired = [] }) {
  const used = /* @__PURE__ */ new Set([...keys.map(({ id }) => id), ...retired]);
  const free = Array.from({ length: 256 }, (_, id) => String(id)).find((id) => !used.has(id));
  if (free === void 0) throw new CommandFault("--id: expected a free id from 0 to 255, got a full key ring; start a new one");
  return free;
}
function trustOf2(trust) {
  if (trust === void 0) return {};
  if (trust !== "proof") throw new CommandFault(`--trust: expected proof, got ${JSON.stringify(trust)}`);
  return { trust };
}
function secondText(micros) {
  return `${new Date(Math.floor(micros / 1e3)).toISOString().slice(0, 19)}Z`;
}

// src/input/read-key-ring.ts
async function readKeyRing(context, path) {
  const text2 = await readTextFile(context, path);
  try {
    return loadKeyRing(text2);
  } catch (cause) {
    if (cause instanceof TypeError || cause instanceof RangeError) throw new CommandFault(`${path}: ${cause.message}`, { cause });
    throw cause;
  }
}

// src/commands/token/mint.ts
var mintCommand = (context) => commandWithExamples("mint", "Mint a click token.", [
  "token mint --ring keys.json --campaign spring --source newsletter --medium email",
  "token mint --ring keys.json --campaign spring --url https://shop.example/sale"
]).requiredOption("--ring <file>", "key ring file").option("--key <id>", "key that signs (default: the last one in the ring)").option("--kind <kind>", "link: minted once, clicked by many; click: minted at one click", "link").option("--campaign <name>", "campaign").option("--source <name>", "source").option("--medium <name>", "medium").option("--partner <name>", "partner").option("--referrer-code <code>", "code of the customer who referred").option("--lifetime <duration>", "life of the token (default: 24h for a click, the key's longest for a link)").option("--url <url>", "print this link with the token in it").action((options) => run6(context, options));
async function run6(context, options) {
  const { kind } = options;
  if (kind !== "link" && kind !== "click") throw new CommandFault(`--kind: expected link or click, got ${JSON.stringify(kind)}`);
  const ring = await readKeyRing(context, options.ring);
  const keyId = options.key ?? [...ring.keys.keys()].at(-1);
  if (keyId === void 0) throw new CommandFault(`${options.ring}: expected at least one key, got none; run liftproof token keygen --ring ${options.ring}`);
  const token = createTokenService2(ring).mint(requestOf(kind, options), {
    keyId,
    issuedAtUs: context.io.nowUs(),
    ...kind === "click" ? { nonce: randomNonce() } : {}
  });
  printLine(context, options.url === void 0 ? token : withToken(options.url, token));
}
function requestOf(kind, options) {
  const { campaign, source, medium, partner, referrerCode, lifetime } = options;
  return {
    kind,
    ...campaign === void 0 ? {} : { campaign },
    ...source === void 0 ? {} : { source },
    ...medium === void 0 ? {} : { medium },
    ...partner === void 0 ? {} : { partner },
    ...referrerCode === void 0 ? {} : { referrerCode },
    ...lifetime === void 0 ? {} : { lifetimeSeconds: parseDuration("--lifetime", lifetime) / 1e6 }
  };
}
function withToken(text2, token) {
  if (!URL.canParse(text2)) throw new CommandFault(`--url: expected an absolute URL, as in https://shop.example/sale, got ${JSON.stringify(text2)}`);
  const url = new URL(text2);
  url.searchParams.set("ct", token);
  return url.href;
}

// src/attribute/parse-instant.ts
var isoPattern = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d+))?)?(?: ?(?<zone>Z|UTC|[-+]\d\d(?::?\d\d)?))?)?$/iu;
var numberPattern = /^-?\d+(?:\.\d+)?$/u;
var digitsOfUnit = { s: 6, ms: 3, us: 0 };
function parseInstant(text2, unit) {
  const trimmed = text2.trim();
  if (unit !== void 0) return numberPattern.test(trimmed) ? safe(scaledInteger(trimmed, digitsOfUnit[unit])) : null;
  const parts = isoPattern.exec(trimmed)?.groups;
  if (parts === void 0) return null;
  const field2 = (name) => Number(parts[name] ?? 0);
  const [year, month, day] = [field2("year"), field2("month"), field2("day")];
  const [hour, minute, second] = [field2("hour"), field2("minute"), field2("second")];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const dayMs = Date.UTC(year, month - 1, day);
  const date = new Date(dayMs);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const offsetMinutes2 = zoneMinutes(parts["zone"] ?? "Z");
  if (offsetMinutes2 === null) return null;
  const micros = Number((parts["fraction"] ?? "").slice(0, 6).padEnd(6, "0"));
  return (dayMs + ((hour * 60 + minute - offsetMinutes2) * 60 + second) * 1e3) * 1e3 + micros;
}
function zoneMinutes(zone) {
  if (/^(?:Z|UTC)$/iu.test(zone)) return 0;
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (hours > 14 || minutes > 59) return null;
  const offset = hours * 60 + minutes;
  return zone.startsWith("-") ? -offset : offset;
}
function scaledInteger(text2, digits) {
  const [whole = "", fraction = ""] = text2.split(".");
  return Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
}
function safe(micros) {
  return Number.isSafeInteger(micros) ? micros : null;
}

// src/commands/token/verify.ts
var verifyCommand = (context) => commandWithExamples("verify", "Verify click tokens; exit 1 unless every one is verified.", [
  "token verify --ring keys.json AQAB...",
  "token verify --ring keys.json --at 2026-11-01T00:00:00Z - < tokens.txt"
]).argument("<token>", "a token, or - for one per line on stdin").requiredOption("--ring <file>", "key ring file").option("--at <instant>", "when it was received, ISO 8601 (default: now)").option("--json", "machine output, one line per token").action((token, options) => run7(context, token, options));
async function run7(context, token, options) {
  const { verify } = createTokenService2(await readKeyRing(context, options.ring));
  const receivedAtUs = options.at === void 0 ? context.io.nowUs() : instantOf2(options.at);
  const tokens = token === "-" ? await readLines(context, "-") : [token];
  const verdicts = tokens.map((text2) => verify(text2, receivedAtUs));
  for (const verdict of verdicts) printLine(context, options.json === true ? JSON.stringify(verdict) : forPeople4(verdict));
  context.finish(verdicts.every(({ status }) => status === "verified") ? 0 : 1);
}
function instantOf2(text2) {
  const instant = parseInstant(text2);
  if (instant === null) throw new CommandFault(`--at: expected ISO 8601, as in 2026-11-01T00:00:00Z, got ${JSON.stringify(text2)}`);
  return instant;
}
function forPeople4({ status, claims }) {
  if (claims === null) return status;
  const rows = Object.entries(claims).flatMap(([name, value2]) => {
    if (value2 === null) return [];
    return [[name === "issuedAtUs" ? "issuedAt" : name, name === "issuedAtUs" ? new Date(Number(value2) / 1e3).toISOString() : String(value2)]];
  });
  return `${status}
${formatTable(rows)}`;
}

// src/commands/token.ts
var tokenCommand = (context) => commandWithExamples("token", "Make keys, mint and verify click tokens.", ["token keygen --ring keys.json", "token mint --ring keys.json --campaign spring", "token verify --ring keys.json TOKEN"]).addCommand(keygenCommand(context)).addCommand(mintCommand(context)).addCommand(verifyCommand(context));

// src/command-factories.ts
var commandFactories = [checkCommand, sizeCommand, assignCommand, srmCommand, tokenCommand];

// src/process-io.ts
function processIo() {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    cwd: process.cwd(),
    isTTY: process.stderr.isTTY,
    env: process.env,
    nowUs: () => Date.now() * 1e3
  };
}

// src/main.ts
var UNUSABLE = 2;
async function main(argv, io = {}) {
  const whole = { ...processIo(), ...io };
  let exitCode = 0;
  const finish2 = (code) => {
    exitCode = code;
  };
  const program = programOf(commandFactories, { io: whole, finish: finish2 });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : UNUSABLE;
    const said = personalMessage(error);
    if (said === void 0) throw error;
    whole.stderr.write(`liftproof: ${said}
`);
    return UNUSABLE;
  }
}
function programOf(factories, context) {
  const { io } = context;
  const program = new Command2("liftproof").description("Attribution with proof, and experiments that can be trusted.").version("0.1.0", "-V, --version").helpCommand("help [command]").showSuggestionAfterError().addHelpText("after", "\nRun liftproof COMMAND --help for the options and examples of a command.\nExit codes: 0 fine, 1 a verdict that should stop a pipeline, 2 wrong usage or unreadable input.\n");
  for (const factory of factories) program.addCommand(factory(context));
  for (const command of [program, ...program.commands, ...program.commands.flatMap((parent) => parent.commands)]) {
    command.exitOverride().configureOutput({
      writeOut: (text2) => void io.stdout.write(text2),
      writeErr: (text2) => void io.stderr.write(text2),
      getOutHelpWidth: () => 110,
      getErrHelpWidth: () => 110
    });
  }
  return program;
}
function personalMessage(error) {
  if (error instanceof CommandFault || error instanceof AdapterError) return error.message;
  const brokenContract = (error instanceof RangeError || error instanceof TypeError) && error.message.includes(": expected ");
  return brokenContract ? error.message : void 0;
}

// .probe.ts
process.exitCode = await main(process.argv.slice(2));
