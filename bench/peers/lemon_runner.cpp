// Runs LEMON's network simplex on one problem and prints: cost, and the milliseconds of each run without reading the file.
// The problem comes as text: "nodes arcs", then a supply for each node, then "from to capacity cost" for each arc, nodes from 0.
#include <chrono>
#include <cstdio>
#include <vector>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

int main(int argc, char **argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: lemon_runner FILE RUNS\n");
        return 2;
    }
    std::FILE *file = std::fopen(argv[1], "r");
    int runs = std::atoi(argv[2]), nodes = 0, arcs = 0;
    if (!file || std::fscanf(file, "%d %d", &nodes, &arcs) != 2) {
        std::fprintf(stderr, "cannot read %s\n", argv[1]);
        return 2;
    }
    lemon::SmartDigraph graph;
    graph.reserveNode(nodes);
    graph.reserveArc(arcs);
    std::vector<lemon::SmartDigraph::Node> node;
    for (int i = 0; i < nodes; ++i) node.push_back(graph.addNode());
    std::vector<long long> supply(nodes);
    for (auto &units : supply) if (std::fscanf(file, "%lld", &units) != 1) return 2;
    lemon::SmartDigraph::ArcMap<long long> capacity(graph), cost(graph);
    for (int i = 0; i < arcs; ++i) {
        int from, to;
        long long units, price;
        if (std::fscanf(file, "%d %d %lld %lld", &from, &to, &units, &price) != 4) return 2;
        auto arc = graph.addArc(node[from], node[to]);
        capacity[arc] = units;
        cost[arc] = price;
    }
    std::fclose(file);
    lemon::SmartDigraph::NodeMap<long long> supplies(graph);
    for (int i = 0; i < nodes; ++i) supplies[node[i]] = supply[i];
    for (int run = 0; run < runs; ++run) {
        auto start = std::chrono::steady_clock::now();
        lemon::NetworkSimplex<lemon::SmartDigraph, long long, long long> simplex(graph);
        simplex.upperMap(capacity).costMap(cost).supplyMap(supplies);
        bool best = simplex.run() == simplex.OPTIMAL;
        std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        std::printf("%lld %.3f\n", best ? simplex.totalCost<long long>() : -1LL, took.count());
    }
}
