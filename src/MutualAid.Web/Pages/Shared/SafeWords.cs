using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Web.Pages.Shared;

/// <summary>What to keep to when reaching somebody, in words, for those who are about to ring.</summary>
public static class SafeWords
{
    public static IEnumerable<Phrase> Of(SafeContact wishes)
    {
        if (wishes.HasFlag(SafeContact.DoNotSayWhy))
        {
            yield return Phrase.Of("Don’t say what it’s about in messages");
        }

        if (wishes.HasFlag(SafeContact.NoVoicemail))
        {
            yield return Phrase.Of("Don’t leave voicemail");
        }

        if (wishes.HasFlag(SafeContact.NotAtTheDoor))
        {
            yield return Phrase.Of("Don’t come to the door");
        }
    }
}
