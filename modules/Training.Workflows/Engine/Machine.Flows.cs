using Training.Workflows.Bpmn;
using Training.Workflows.Expressions;

namespace Training.Workflows.Engine;

internal sealed partial class Machine
{
    /// <summary>What the token's node does is done.</summary>
    private void Done(int token)
    {
        CancelInside(token);
        if (IsBody(state.Tokens[token]))
        {
            End(token);
        }
        else
        {
            Leave(token);
        }
    }

    private void Leave(int token)
    {
        var at = state.Tokens[token];
        var node = Node(at);
        var flows = node.Outgoing;
        if (node is Activity activity && flows.Any(flow => flow.Condition is not null))
        {
            try
            {
                // Flows without a condition are taken all the same; they are none of those that the default stands in for.
                var holding = flows.Where(flow => flow.Condition is not null && IsTrue(flow.Condition, at.Scope)).ToHashSet();
                flows = [.. flows.Where(flow => flow == activity.Default ? holding.Count == 0 : flow.Condition is null || holding.Contains(flow))];
            }
            catch (ExpressionError error)
            {
                Fault(token, "Fault.Condition", error.Reason, [.. error.Arguments]);
                return;
            }

            if (flows.Count == 0)
            {
                Fault(token, "Fault.NoFlow", node.Id);
                return;
            }
        }

        if (flows.Count == 0)
        {
            End(token);
            return;
        }

        Take(token, flows);
    }

    private void Take(int token, List<SequenceFlow> flows)
    {
        var scope = state.Tokens[token].Scope;
        if (state.Tokens.Count + flows.Count > MostRounds * 2)
        {
            Fault(token, "Fault.TooManyTokens", state.Tokens[token].Node);
            return;
        }

        MoveToken(token, flows[0].Target, flows[0].Id);
        foreach (var flow in flows.Skip(1))
        {
            CreateToken(scope, flow.Target, flow.Id);
        }
    }

    private void Choose(TokenState token, ExclusiveGateway gateway)
    {
        var flow = gateway.Outgoing.FirstOrDefault(f => f != gateway.Default && (f.Condition is null || IsTrue(f.Condition, token.Scope))) ?? gateway.Default;
        if (flow is not null)
        {
            Take(token.Number, [flow]);
        }
        else if (gateway.Outgoing.Count == 0)
        {
            End(token.Number);
        }
        else
        {
            Fault(token.Number, "Fault.NoFlow", gateway.Id);
        }
    }

    /// <summary>Goes on once a token has come by each incoming flow; of several that came by the same one, the others wait for the next time.</summary>
    private void Join(TokenState token, ParallelGateway gateway)
    {
        if (gateway.Incoming.Count > 1)
        {
            Write(JournalKind.TokenJoins, gateway.Id, token.Number);
            var there = state.Tokens.Values.Where(t => t.Scope == token.Scope && t.Node == gateway.Id && t.Phase == TokenPhase.Joining).ToArray();
            var first = gateway.Incoming.Select(flow => there.FirstOrDefault(t => t.Flow == flow.Id)).ToArray();
            if (first.Any(t => t is null))
            {
                return;
            }

            foreach (var merged in first.Skip(1))
            {
                Write(JournalKind.TokenEnded, gateway.Id, merged!.Number, text: "joined");
            }

            token = first[0]!;
        }

        if (gateway.Outgoing.Count == 0)
        {
            End(token.Number);
        }
        else
        {
            Take(token.Number, gateway.Outgoing);
        }
    }

    /// <summary>A token at a join that nothing can reach any more: all tokens of its scope wait at joins.</summary>
    private TokenState? StuckJoin()
        => state.IsFaulted
            ? null
            : state.Tokens.Values.GroupBy(token => token.Scope).Where(group => group.All(token => token.Phase == TokenPhase.Joining) && !CanBeInterrupted(group.Key)).Select(group => group.First()).FirstOrDefault();

    /// <summary>An event sub-process of the scope may still end what waits in it.</summary>
    private bool CanBeInterrupted(int scope) => state.Timers.Values.Any(timer => timer.Scope == scope) || state.Subscriptions.Values.Any(subscription => subscription.Scope == scope);
}
