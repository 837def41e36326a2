"""OR-Tools' min-cost flow on the file of the benchmark: ortools_peer.py FILE [sides]. One line of JSON."""

import json
import resource
import sys

import numpy as np
from ortools.graph.python import min_cost_flow

words = np.fromfile(sys.argv[1], dtype="<u4").astype(np.int64)
sides = sys.argv[2:] == ["sides"]
experts, projects, pairs = (int(n) for n in words[:3])
at = 3
most, side = words[at : at + 2 * experts].reshape(-1, 2).T
at += 2 * experts
demand, least = words[at : at + 2 * projects].reshape(-1, 2).T
at += 2 * projects
project, expert, score = words[at:].reshape(-1, 3).T
sink = experts + projects * (3 if sides else 1)
penalty = 1_000_000 * (min(experts, projects) + 2)
ep, pp = np.arange(experts), experts + np.arange(projects)
own = demand - 2 * least if sides else demand
tails, heads = [ep, pp], [np.full(experts, sink), np.full(projects, sink)]
caps, costs = [most, demand], [np.zeros(experts, int), np.full(projects, penalty)]
supplies = {"nodes": [pp, np.array([sink])], "of": [own, np.array([-demand.sum()])]}
empties = [slice(experts, experts + projects)]
if sides:
    for s in (0, 1):
        node = experts + projects * (1 + s) + np.arange(projects)
        start = sum(len(part) for part in tails) + projects
        tails += [pp, node]
        heads += [node, np.full(projects, sink)]
        caps += [demand - least, least]
        costs += [np.zeros(projects, int), np.full(projects, penalty)]
        supplies["nodes"].append(node)
        supplies["of"].append(least)
        empties.append(slice(start, start + projects))
tails.append(experts + projects * (1 + side[expert]) + project if sides else experts + project)
heads.append(expert)
caps.append(np.ones(pairs, int))
costs.append(-score)
tail, head, cap, cost = (np.concatenate(part) for part in (tails, heads, caps, costs))
del words, project, expert, score
begin = resource.getrusage(resource.RUSAGE_SELF)
flow = min_cost_flow.SimpleMinCostFlow()
arcs = flow.add_arcs_with_capacity_and_unit_cost(tail, head, cap, cost)
flow.set_nodes_supplies(np.concatenate(supplies["nodes"]), np.concatenate(supplies["of"]))
assert flow.solve() == flow.OPTIMAL
end = resource.getrusage(resource.RUSAGE_SELF)
flows = flow.flows(arcs)
empty = int(sum(flows[part].sum() for part in empties))
seconds = end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime
print(json.dumps({"cpu": round(seconds, 4), "total": -(flow.optimal_cost() - penalty * empty), "empty": empty}))
