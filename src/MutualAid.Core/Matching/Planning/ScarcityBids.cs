namespace MutualAid.Core.Matching.Planning;

/// <summary>
/// What places will about be worth where more is asked for than there is, found by bids before any search. A unit takes the place that is best for it
/// at today's prices and raises it by as much as the second best would have cost more and a little beyond; whoever was there bids again elsewhere
/// or goes without (Bertsekas 1988; seats of one sort as in Bertsekas and Castañon 1989). The prices are near the truth and no more, so the bids
/// themselves are forgotten: the searches that follow start from the prices and make them exact. Without them each search would go through half the
/// town to find out what all before it found out too: that nothing is left.
/// </summary>
internal sealed class ScarcityBids
{
    private const long Far = AugmentingPaths.Far / 4;

    // With so many seats for each unit there is enough nearby, and the searches are short by themselves.
    private const double Enough = 1.15;

    // Where so few have bid so far, a bid goes beyond the second best by less than it may. Found by trying, as the most it may.
    private const int FewBids = 16;

    // Two pins on one seat would push each other out for ever; in a town a unit bids twenty or thirty times.
    private const int MostBidsOfAUnit = 100;

    private readonly ResidualArcs arcs;
    private readonly long[] price;
    private readonly Funnel funnel;
    private readonly long most;

    // A seat is one unit of what an arc into the sink carries: what it costs by now, who has it, over which place, and how far the last bid went beyond.
    private readonly long[] seatPrice;
    private readonly int[] seatHeldBy;
    private readonly int[] seatPlace;
    private readonly long[] seatBeyond;

    // The seat held over a place that holds only one: free -1, and not a place of that kind -2.
    private readonly int[] seatOver;
    private readonly int[] bidsAt;

    private ScarcityBids(ResidualArcs arcs, long[] price, Funnel funnel, long most)
    {
        (this.arcs, this.price, this.funnel, this.most) = (arcs, price, funnel, most);
        var seats = funnel.FirstSeat[^1];
        (seatPrice, seatHeldBy, seatPlace, seatBeyond) = (new long[seats], new int[seats], new int[seats], new long[seats]);
        (seatOver, bidsAt) = (new int[arcs.Nodes], new int[arcs.Nodes]);
        Array.Fill(seatHeldBy, -1);
        Open();
    }

    /// <summary>Sets the prices of all places; false, and nothing done, where the network is no funnel or has enough for all.</summary>
    public static bool Make(ResidualArcs arcs, long[] excess, long[] price)
    {
        if (Funnel.Of(arcs, excess, Enough) is not { } funnel)
        {
            return false;
        }

        var (units, usualPenalty) = CheapestFirst(arcs, excess, funnel);

        // The most that a bid goes beyond the second best. The finer, the nearer to the truth and the longer the bidding; the larger the town, the more the
        // searches gain by it.
        var most = Math.Max(1, usualPenalty / (long)(2 * Math.Sqrt(units.Length)));
        var bids = new ScarcityBids(arcs, price, funnel, most);
        bids.Run(units);
        bids.TakeOffWhatWentBeyond();
        bids.PriceWhatNobodyBidFor();
        return true;
    }

    // Sources by what it costs to leave them empty, once for each unit; the dearest bid first, and they are at the end.
    private static (int[] Units, long UsualPenalty) CheapestFirst(ResidualArcs arcs, long[] excess, Funnel funnel)
    {
        var units = new int[funnel.Units];
        var penalties = new long[funnel.Units];
        var count = 0;
        for (var node = 0; node < arcs.Nodes; node++)
        {
            for (var unit = 0; unit < excess[node]; unit++)
            {
                (units[count], penalties[count++]) = (node, arcs.Cost[funnel.WayOut(node)]);
            }
        }

        Array.Sort(penalties, units);
        return (units, penalties[penalties.Length / 2]);
    }

    private void Open()
    {
        for (var node = 0; node < arcs.Nodes; node++)
        {
            var next = funnel.Next[node];
            seatOver[node] = next >= 0 && next != funnel.Sink && arcs.End[node] - arcs.Start[node] == 1 && arcs.Room[arcs.Start[node]] == 1 ? -1 : -2;
            if (funnel.IsFork(node))
            {
                // Nobody bids for what lies behind it.
                price[node] = Far;
            }

            if (funnel.Top[node] == node)
            {
                OpenSeats(node);
            }
        }

        PriceAll();
    }

    // Whoever has a seat would rather have it again than the second best.
    private void TakeOffWhatWentBeyond()
    {
        for (var seat = 0; seat < seatPrice.Length; seat++)
        {
            seatPrice[seat] -= seatBeyond[seat];
        }

        PriceAll();
    }

    private void PriceAll()
    {
        for (var node = 0; node < arcs.Nodes; node++)
        {
            if (funnel.Top[node] == node)
            {
                PriceAll(node);
            }
        }
    }

    private void OpenSeats(int top)
    {
        var seat = funnel.FirstSeat[top];
        for (var arc = arcs.Start[top]; arc < arcs.End[top]; arc++)
        {
            for (var left = funnel.SeatsOf(arc); left > 0; left--)
            {
                seatPrice[seat++] = arcs.Cost[arc];
            }
        }
    }

    private void Run(int[] units)
    {
        // Who was put out of a seat bids next.
        var bidsLeft = (long)MostBidsOfAUnit * units.Length;
        for (var left = units.Length; left > 0 && bidsLeft > 0; bidsLeft--)
        {
            var putOut = Bid(units[left - 1]);
            if (putOut >= 0)
            {
                units[left - 1] = putOut;
            }
            else
            {
                left--;
            }
        }
    }

    // Returns the source whose unit was put out of its seat, or -1.
    private int Bid(int node)
    {
        var (place, best, second) = Choose(node);
        if (place == funnel.Sink)
        {
            return -1;
        }

        var top = funnel.Top[place];
        var seat = seatOver[place] >= 0 ? seatOver[place] : Cheapest(top);
        var putOut = seatHeldBy[seat];
        if (putOut >= 0 && seatOver[seatPlace[seat]] >= 0)
        {
            seatOver[seatPlace[seat]] = -1;
        }

        seatBeyond[seat] = Math.Min(most, 1 + (most * bidsAt[top]++ / FewBids));
        seatPrice[seat] = price[place] + second - best + seatBeyond[seat];
        (seatHeldBy[seat], seatPlace[seat]) = (node, place);
        if (seatOver[place] == -1)
        {
            seatOver[place] = seat;
        }

        PriceAll(top);
        return putOut;
    }

    // The best place of a source, what it costs there, and what the second best costs.
    private (int Place, long Best, long Second) Choose(int node)
    {
        var (head, cost, end) = (arcs.Head, arcs.Cost, arcs.End[node]);
        var (place, best, second) = (-1, Far, Far);
        for (var arc = arcs.Start[node]; arc < end; arc++)
        {
            var worth = cost[arc] + price[head[arc]];
            if (worth < best)
            {
                (place, best, second) = (head[arc], worth, best);
            }
            else if (worth < second)
            {
                second = worth;
            }
        }

        return (place, best, second);
    }

    private int Cheapest(int top)
    {
        var cheapest = funnel.FirstSeat[top];
        for (var seat = cheapest + 1; seat < funnel.FirstSeat[top + 1]; seat++)
        {
            if (seatPrice[seat] < seatPrice[cheapest])
            {
                cheapest = seat;
            }
        }

        return cheapest;
    }

    // A top is worth its cheapest seat; a place below it as much, or what the seat costs that is held over it. One without seats gets nobody.
    private void PriceAll(int top)
    {
        price[top] = funnel.FirstSeat[top] < funnel.FirstSeat[top + 1] ? seatPrice[Cheapest(top)] : Far;
        for (var at = funnel.FirstBelow[top]; at < funnel.FirstBelow[top + 1]; at++)
        {
            var place = funnel.Below[at];
            price[place] = seatOver[place] >= 0 ? seatPrice[seatOver[place]] : price[funnel.Next[place]];
        }
    }

    // What leads on several ways, or on none, is worth the cheapest way there is.
    private void PriceWhatNobodyBidFor()
    {
        for (var node = 0; node < arcs.Nodes; node++)
        {
            if (price[node] == Far)
            {
                var cheapest = Far;
                for (var arc = arcs.Start[node]; arc < arcs.End[node]; arc++)
                {
                    cheapest = Math.Min(cheapest, arcs.Cost[arc] + price[arcs.Head[arc]]);
                }

                price[node] = cheapest == Far ? 0 : cheapest;
            }
        }
    }
}
