using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Exchanges;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Notices;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Data.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entry");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Reason).HasMaxLength(AuditEntry.ReasonMaxLength);
        entry.HasIndex(e => new { e.NeedId, e.Id }).HasFilter("need_id IS NOT NULL");
    }
}

internal sealed class AccessEntryConfiguration : IEntityTypeConfiguration<AccessEntry>
{
    public void Configure(EntityTypeBuilder<AccessEntry> entry)
    {
        entry.ToTable("access_entry");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Reason).HasMaxLength(AuditEntry.ReasonMaxLength);
        entry.HasIndex(e => new { e.MemberId, e.At });
        entry.HasIndex(e => new { e.ViewerId, e.At });
    }
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notice");
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.HasOne<Member>().WithMany().HasForeignKey(n => n.ToMemberId).OnDelete(DeleteBehavior.Cascade);
        notice.HasIndex(n => new { n.ToMemberId, n.Id });
        notice.HasIndex(n => n.ToMemberId).HasFilter("seen_at IS NULL").HasDatabaseName("notice_unseen");
    }
}

internal sealed class ThanksConfiguration : IEntityTypeConfiguration<Thanks>
{
    public void Configure(EntityTypeBuilder<Thanks> thanks)
    {
        thanks.ToTable("thanks");
        thanks.Property(t => t.Id).ValueGeneratedNever();
        thanks.Property(t => t.Words).HasMaxLength(Exchanges.Thanks.WordsMaxLength);
        thanks.HasOne<Claim>().WithMany().HasForeignKey(t => t.ClaimId).OnDelete(DeleteBehavior.Cascade);
        thanks.HasOne<Member>().WithMany().HasForeignKey(t => t.FromMemberId).OnDelete(DeleteBehavior.Cascade);
        thanks.HasOne<Member>().WithMany().HasForeignKey(t => t.ToMemberId).OnDelete(DeleteBehavior.Cascade);
        thanks.HasIndex(t => new { t.ToMemberId, t.At });
    }
}

internal sealed class OperationConfiguration : IEntityTypeConfiguration<Operation>
{
    public void Configure(EntityTypeBuilder<Operation> operation)
    {
        operation.ToTable("operation");
        operation.HasKey(o => o.Id).HasName(Constraints.OperationOnce);
        operation.Property(o => o.Id).ValueGeneratedNever();
    }
}
