using MutualAid.Core.Common;

namespace MutualAid.Web.Pages.Shared;

/// <summary>One way in the frame.</summary>
/// <param name="Key">What a page puts in <c>ViewData["Current"]</c> to be marked as the place where the reader is.</param>
/// <param name="Word">The English word, which is the key of its translations.</param>
/// <param name="Tab">Whether it is among the five tabs of a phone.</param>
public sealed record Way(string Key, Phrase Word, string Path, string Icon, bool Tab = true);

/// <summary>A titled list of ways in the foot of the page.</summary>
public sealed record WayGroup(Phrase Title, IReadOnlyList<Way> Ways);

/// <summary>The ways around the site, by who is asking. A new room adds its line here.</summary>
public static class Navigation
{
    private static readonly Way Me = new("me", Phrase.Of("My page"), "/me", "house");
    private static readonly Way Needs = new("needs", Phrase.Of("Needs"), "/needs", "hand-heart");
    private static readonly Way Offers = new("offers", Phrase.Of("Offers"), "/offers", "package", Tab: false);
    private static readonly Way Ask = new("ask", Phrase.Of("Ask"), "/needs/post", "plus");
    private static readonly Way Helping = new("helping", Phrase.Of("My helping"), "/me/helping", "calendar");
    private static readonly Way Given = new("offers", Phrase.Of("What neighbours offer"), "/offers", "package");
    private static readonly Way Desk = new("desk", Phrase.Of("Desk"), "/desk", "clipboard-list");

    private static readonly Way Call = new("call", Phrase.Of("Take a call"), "/desk/intake", "phone-call");

    /// <summary>The ways in the head of the page (tabs at the foot of a phone).</summary>
    public static IReadOnlyList<Way> Head(Actor actor) =>
        actor.IsCoordinator ? [Desk, Needs, Offers, Call, Me, Helping with { Tab = false }]
        : actor.IsSignedIn ? [Me, Needs, Offers, Ask, Helping]
        : [
            new("ask", Phrase.Of("Ask"), "/needs/post", "plus"),
            new("help", Phrase.Of("Help"), "/sign-up", "hand-heart"),
            new("look", Phrase.Of("Look around"), "/#pulse", "eye"),
            new("how", Phrase.Of("How it works"), "/#how", "info"),
        ];

    /// <summary>The lists in the foot of the page.</summary>
    public static IReadOnlyList<WayGroup> Foot(Actor actor) =>
    [
        new(Phrase.Of("Take part"), actor.IsSignedIn
            ? [new("ask", Phrase.Of("Ask for something"), "/needs/post", "plus"), new("needs", Phrase.Of("Needs nearby"), "/needs", "hand-heart"), Given, Helping]
            : [new("ask", Phrase.Of("Ask for something"), "/needs/post", "plus"), new("join", Phrase.Of("Join as a helper"), "/sign-up", "hand-heart"), Given]),
        new(Phrase.Of("Your place here"), actor.IsSignedIn
            ? [Me, new("news", Phrase.Of("News for you"), "/notices", "bell"), new("out", Phrase.Of("Sign out"), "/sign-out", "log-out")]
            :
            [
                new("in", Phrase.Of("Sign in"), "/sign-in", "log-in"),
                new("status", Phrase.Of("How my need is going"), "/status", "key-round"),
                new("report", Phrase.Of("Tell how it went, with a slip"), "/report", "check"),
            ]),
        new(Phrase.Of("Trust"),
            [new("seen", Phrase.Of("What is shown to whom"), "/#seen", "eye"), new("how", Phrase.Of("How it works"), "/#how", "info"), new("language", Phrase.Of("Language"), "/language", "globe")]),
    ];
}
