namespace MutualAid.Bench.Races;

/// <summary>What has to be so in the database whatever was raced or killed.</summary>
public static class RaceFacts
{
    /// <summary>Agreed claims that lack their audit entry, the asker's notice or the helper's.</summary>
    public const string AgreedWithoutTrail =
        """
        SELECT count(*) FROM claim c JOIN need n ON n.id = c.need_id
        WHERE c.state = 'Agreed' AND NOT (
            EXISTS (SELECT FROM audit_entry a WHERE a.subject_id = c.id AND a.deed = 'ClaimAgreed')
            AND EXISTS (SELECT FROM notice s WHERE s.claim_id = c.id AND s.to_member_id = n.asker_id)
            AND EXISTS (SELECT FROM notice s WHERE s.claim_id = c.id AND s.to_member_id = c.helper_id))
        """;
}
