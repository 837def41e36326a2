// LEMON's network simplex on the file of the benchmark: lemon FILE [sides]. One line of JSON.
// The network: source -> project -> (side ->) expert -> sink, and project -> sink at a penalty above all scores.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

static FILE *file;
static uint32_t word() {
    uint32_t value;
    if (fread(&value, 4, 1, file) != 1) exit(1);
    return value;
}

int main(int count, char **arguments) {
    using namespace lemon;
    file = fopen(arguments[1], "rb");
    bool sides = count > 2 && !strcmp(arguments[2], "sides");
    uint32_t experts = word(), projects = word(), pairs = word();
    std::vector<uint32_t> most(experts), side(experts), demand(projects), least(projects);
    for (uint32_t at = 0; at < experts; at++) most[at] = word(), side[at] = word();
    for (uint32_t at = 0; at < projects; at++) demand[at] = word(), least[at] = word();
    SmartDigraph graph;
    graph.reserveNode(experts + projects * (sides ? 3 : 1) + 2);
    graph.reserveArc(pairs + experts + projects * (sides ? 6 : 2));
    SmartDigraph::ArcMap<int64_t> lower(graph), upper(graph), cost(graph);
    SmartDigraph::NodeMap<int64_t> supply(graph);
    auto arc = [&](SmartDigraph::Node a, SmartDigraph::Node b, int64_t low, int64_t high, int64_t price) {
        auto made = graph.addArc(a, b);
        lower[made] = low, upper[made] = high, cost[made] = price;
        return made;
    };
    const int64_t penalty = 1000000LL * (int64_t(experts < projects ? experts : projects) + 2);
    std::vector<SmartDigraph::Node> expert(experts), project(projects), group(sides ? projects * 2 : 0);
    auto sink = graph.addNode();
    int64_t seats = 0;
    for (uint32_t at = 0; at < experts; at++) {
        expert[at] = graph.addNode();
        arc(expert[at], sink, 0, most[at], 0);
    }
    std::vector<SmartDigraph::Arc> empty;
    for (uint32_t at = 0; at < projects; at++) {
        project[at] = graph.addNode();
        seats += demand[at];
        if (!sides) {
            supply[project[at]] = demand[at];
            empty.push_back(arc(project[at], sink, 0, demand[at], penalty));
            continue;
        }
        supply[project[at]] = demand[at] - 2 * least[at];
        empty.push_back(arc(project[at], sink, 0, demand[at], penalty));
        for (int s = 0; s < 2; s++) {
            auto node = group[2 * at + s] = graph.addNode();
            supply[node] = least[at];
            arc(project[at], node, 0, demand[at] - least[at], 0);
            empty.push_back(arc(node, sink, 0, least[at], penalty));
        }
    }
    supply[sink] = -seats;
    for (uint32_t at = 0; at < pairs; at++) {
        uint32_t p = word(), e = word(), score = word();
        arc(sides ? group[2 * p + side[e]] : project[p], expert[e], 0, 1, -int64_t(score));
    }
    clock_t begin = clock();
    NetworkSimplex<SmartDigraph, int64_t, int64_t> solver(graph);
    solver.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supply);
    if (solver.run() != NetworkSimplex<SmartDigraph, int64_t, int64_t>::OPTIMAL) return 2;
    double seconds = double(clock() - begin) / CLOCKS_PER_SEC;
    int64_t unfilled = 0;
    for (auto made : empty) unfilled += solver.flow(made);
    int64_t total = -(solver.totalCost<int64_t>() - penalty * unfilled);
    printf("{\"cpu\":%.4f,\"total\":%lld,\"empty\":%lld}\n", seconds, (long long)total, (long long)unfilled);
}
