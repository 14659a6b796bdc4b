"""Runs SciPy's assignment solvers on one problem and prints: cost, and the milliseconds of each run without reading the file.

The problem comes as text, as for lemon_runner: "nodes arcs", then a supply for each node, then "from to capacity cost" for each arc.
The first half of the nodes are the rows, the second half the columns. A problem whose every pair has an arc goes to
linear_sum_assignment, any other to min_weight_full_bipartite_matching, which takes no cost of 0: one is added to each and taken off again.
"""
import sys
import time

import numpy
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

with open(sys.argv[1], encoding="ascii") as file:
    numbers = numpy.array(file.read().split(), dtype=numpy.int64)
nodes, arcs = int(numbers[0]), int(numbers[1])
table = numbers[2 + nodes:].reshape(arcs, 4)
rows, columns, costs = table[:, 0], table[:, 1] - nodes // 2, table[:, 3]
n = nodes // 2
dense = arcs == n * n
if dense:
    matrix = numpy.zeros((n, n), dtype=numpy.float64)
    matrix[rows, columns] = costs
else:
    sparse = csr_matrix((costs + 1.0, (rows, columns)), shape=(n, n))
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    if dense:
        picked = linear_sum_assignment(matrix)
        cost = int(matrix[picked].sum())
    else:
        picked = min_weight_full_bipartite_matching(sparse)
        cost = int(numpy.asarray(sparse[picked]).sum()) - n
    print(cost, f"{(time.perf_counter() - start) * 1000:.3f}", flush=True)
