"""Decision diagrams: a function of several facts as a graph that asks one fact after another.

Facts are asked in one fixed order, equal nodes are one node, and a node whose branches all lead to
the same place is left out. Such a diagram is unique for its function, so the function depends on a
fact if and only if a node of the diagram asks it. That makes `missing` exact without trying out pairs.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import cache


class Diagram:
    """A store of nodes. A node is a number: >= 0 asks a variable, < 0 is a leaf."""

    def __init__(self) -> None:
        self._nodes: list[tuple[int, tuple[int, ...]]] = []
        self._leaves: list[Hashable] = []
        self._node_ids: dict[tuple[int, tuple[int, ...]], int] = {}
        self._leaf_ids: dict[Hashable, int] = {}

    def leaf(self, value: Hashable) -> int:
        """The leaf with this value."""
        found = self._leaf_ids.get(value)
        if found is None:
            self._leaves.append(value)
            found = self._leaf_ids[value] = ~(len(self._leaves) - 1)
        return found

    def node(self, variable: int, branches: tuple[int, ...]) -> int:
        """The node that asks `variable`; the branch itself where all branches are one."""
        first = branches[0]
        if all(branch == first for branch in branches):
            return first
        key = (variable, branches)
        found = self._node_ids.get(key)
        if found is None:
            self._nodes.append(key)
            found = self._node_ids[key] = len(self._nodes) - 1
        return found

    def value(self, leaf: int) -> Hashable:
        """What a leaf holds."""
        return self._leaves[~leaf]

    def asks(self, node: int) -> tuple[int, tuple[int, ...]]:
        """The variable a node asks, and its branches."""
        return self._nodes[node]

    def restrict(
        self, root: int, open_cells: Sequence[Sequence[int]], into: "Diagram", settle: Callable[[int], int]
    ) -> int:
        """Copy what can still be reached when each variable has only its open cells left.

        `settle` turns a leaf of this diagram into a node of `into`.
        """
        copied: dict[int, int] = {}

        def copy(node: int) -> int:
            found = copied.get(node)
            if found is None:
                if node < 0:
                    found = settle(node)
                else:
                    variable, branches = self._nodes[node]
                    cells = open_cells[variable]
                    if len(cells) == 1:
                        found = copy(branches[cells[0]])
                    else:
                        found = into.node(variable, tuple([copy(branches[c]) for c in cells]))
                copied[node] = found
            return found

        return copy(root)

    def answered(self, root: int, variables: frozenset[int], branch: int) -> int:
        """The node left when `variables` are answered by their branch of that number."""
        copied: dict[int, int] = {}

        def copy(node: int) -> int:
            if node < 0:
                return node
            found = copied.get(node)
            if found is None:
                variable, branches = self._nodes[node]
                if variable in variables:
                    found = copy(branches[min(branch, len(branches) - 1)])
                else:
                    found = self.node(variable, tuple([copy(b) for b in branches]))
                copied[node] = found
            return found

        return copy(root)

    def reach(self, root: int) -> tuple[set[int], list[Hashable]]:
        """The variables asked below a node, and the values of the leaves."""
        seen, waiting = {root}, [root]
        variables, values = set(), []
        while waiting:
            node = waiting.pop()
            if node < 0:
                values.append(self._leaves[~node])
                continue
            variable, branches = self._nodes[node]
            variables.add(variable)
            new = set(branches) - seen
            seen |= new
            waiting += new
        return variables, values

    def effort(self) -> Callable[[int], float]:
        """A function giving the number of questions asked on average from a node to a leaf."""

        @cache
        def effort(node: int) -> float:
            if node < 0:
                return 0.0
            branches = self._nodes[node][1]
            return 1.0 + sum(effort(branch) for branch in branches) / len(branches)

        return effort
