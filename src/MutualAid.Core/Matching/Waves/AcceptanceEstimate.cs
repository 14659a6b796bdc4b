using MutualAid.Core.Common;

namespace MutualAid.Core.Matching.Waves;

/// <summary>How often people were asked and how often they said yes. A no, silence and an ask that is still open count as asked only once they are over.</summary>
/// <param name="Asked">Asks that are over; asks that somebody else covered first do not count, because nobody knows what the answer would have been.</param>
/// <param name="Yes">How many of them were a yes.</param>
public readonly record struct AnswerCount(int Asked, int Yes)
{
    public static AnswerCount None => default;

    /// <summary>One answer more.</summary>
    public AnswerCount With(bool yes) => new(Asked + 1, Yes + (yes ? 1 : 0));

    /// <summary>Both together.</summary>
    public AnswerCount And(AnswerCount other) => new(Asked + other.Asked, Yes + other.Yes);
}

/// <summary>What weighs most in an estimate.</summary>
public enum EstimateBasis
{
    /// <summary>Nothing is known yet: a cautious guess.</summary>
    Guess,

    /// <summary>How the whole network answers.</summary>
    Network,

    /// <summary>How people answer when it is this kind of help.</summary>
    Kind,

    /// <summary>How this person answers.</summary>
    Own,
}

/// <summary>
/// How likely somebody says yes when asked for a kind of help, with the facts it comes from. Few answers say little, so each level leans on the one
/// above it until it has enough of its own: a cautious guess, the network's rate, the kind's rate, the person's own, the person's own for that kind
/// (a beta prior at each step).
/// It decides whom to ask first and how many, is never shown as a mark of a person, and forgets with the answers it is made from.
/// </summary>
public sealed record AcceptanceEstimate
{
    /// <summary>What is taken before anybody was asked: about one in seven, the rate of first responders' systems at their lowest.</summary>
    public const double Guess = 0.15;

    /// <summary>How many answers the level above is worth.</summary>
    public const int GuessWeight = 20;

    public const int NetworkWeight = 20;

    public const int KindWeight = 6;

    public const int OwnWeight = 6;

    private AcceptanceEstimate(double probability, AnswerCount network, AnswerCount kind, AnswerCount own, AnswerCount ownOfKind) =>
        (Probability, Network, Kind, Own, OwnOfKind) = (probability, network, kind, own, ownOfKind);

    /// <summary>How likely a yes is, between 0 and 1 and never quite either.</summary>
    public double Probability { get; }

    /// <summary>The same in hundredths of a hundredth, as it is kept with an ask.</summary>
    public int BasisPoints => (int)Math.Round(Probability * 10_000);

    public AnswerCount Network { get; }

    public AnswerCount Kind { get; }

    public AnswerCount Own { get; }

    public AnswerCount OwnOfKind { get; }

    /// <summary>Which level says most.</summary>
    public EstimateBasis Basis =>
        Own.Asked >= KindWeight ? EstimateBasis.Own
        : Kind.Asked >= NetworkWeight ? EstimateBasis.Kind
        : Network.Asked >= GuessWeight ? EstimateBasis.Network
        : EstimateBasis.Guess;

    /// <summary>The estimate from the answers of everybody to anything, of everybody to this kind of help, of this person to anything and to this kind.</summary>
    public static AcceptanceEstimate Of(AnswerCount network, AnswerCount kind, AnswerCount own, AnswerCount ownOfKind)
    {
        var ofNetwork = Shrunk(network, Guess, GuessWeight);
        var ofKind = Shrunk(kind, ofNetwork, NetworkWeight);
        var ofPerson = Shrunk(own, ofKind, KindWeight);
        return new AcceptanceEstimate(Shrunk(ownOfKind, ofPerson, OwnWeight), network, kind, own, ownOfKind);
    }

    /// <summary>The facts behind the number, each a sentence of its own, the person's own first.</summary>
    public IReadOnlyList<Phrase> Facts()
    {
        var facts = new List<Phrase>();
        if (OwnOfKind.Asked > 0)
        {
            facts.Add(Phrase.Of("Asked for this kind of help: {0}. Said yes: {1}.", OwnOfKind.Asked, Yes(OwnOfKind)));
        }

        if (Own.Asked > 0)
        {
            facts.Add(Phrase.Of("Asked for anything: {0}. Said yes: {1}.", Own.Asked, Yes(Own)));
        }

        if (Kind.Asked > 0)
        {
            facts.Add(Phrase.Of("Everybody asked for this kind of help: {0}. Said yes: {1}.", Kind.Asked, Yes(Kind)));
        }

        facts.Add(Network.Asked > 0
            ? Phrase.Of("Everybody asked for anything: {0}. Said yes: {1}.", Network.Asked, Yes(Network))
            : Phrase.Of("Nobody has been asked yet, so this is a careful guess."));
        return facts;
    }

    private static double Shrunk(AnswerCount count, double prior, int weight) => (Yes(count) + (weight * prior)) / (Math.Max(count.Asked, 0) + weight);

    // More yeses than asks cannot be; a wrong count must not become a wrong promise.
    private static int Yes(AnswerCount count) => Math.Clamp(count.Yes, 0, Math.Max(count.Asked, 0));
}
