using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class FollowThrough : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "day_stands",
                table: "need_part",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "rest_of",
                table: "need_part",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "quiet_since",
                table: "need",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ring_asked_at",
                table: "need",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "still_asked_at",
                table: "need",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "still_asks",
                table: "need",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<bool>(
                name: "ring_first",
                table: "member",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "asks_household",
                table: "help_kind",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE help_kind SET asks_household = true WHERE id IN ('groceries', 'cooked-meal', 'food-parcel', 'place-to-stay')");

            migrationBuilder.AddColumn<bool>(
                name: "asker_again",
                table: "claim",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "change_told_at",
                table: "claim",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "hand_note",
                table: "claim",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "helper_again",
                table: "claim",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "missing",
                table: "claim",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "outcome_asked_at",
                table: "claim",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "plan_asked_at",
                table: "claim",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "plan_asks",
                table: "claim",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "plan_confirmed_at",
                table: "claim",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "reminded_at",
                table: "claim",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "takes_over",
                table: "claim",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "desk_call",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    ring_again_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_call", x => x.id);
                    table.ForeignKey(
                        name: "fk_desk_call_member_by_id",
                        column: x => x.by_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_desk_call_need_need_id",
                        column: x => x.need_id,
                        principalTable: "need",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "desk_mark",
                columns: table => new
                {
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    holder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    held_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ring_again_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_mark", x => x.need_id);
                    table.ForeignKey(
                        name: "fk_desk_mark_member_holder_id",
                        column: x => x.holder_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_desk_mark_need_need_id",
                        column: x => x.need_id,
                        principalTable: "need",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "household_merge",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: false),
                    gone_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    need_ids = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    blocks_made = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    blocked_by_made = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    wishes_before = table.Column<int>(type: "integer", maxLength: 24, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_merge", x => x.id);
                    table.ForeignKey(
                        name: "fk_household_merge_member_by_id",
                        column: x => x.by_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_household_merge_member_gone_id",
                        column: x => x.gone_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_household_merge_member_kept_id",
                        column: x => x.kept_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reflection",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_helper = table.Column<bool>(type: "boolean", nullable: false),
                    feeling = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    words = table.Column<byte[]>(type: "bytea", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reflection", x => x.id);
                    table.ForeignKey(
                        name: "fk_reflection_claim_claim_id",
                        column: x => x.claim_id,
                        principalTable: "claim",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "need_part_day_to_pass",
                table: "need_part",
                column: "day",
                filter: "state = 'Open' AND NOT day_stands");

            migrationBuilder.CreateIndex(
                name: "need_still_asked",
                table: "need",
                column: "still_asked_at",
                filter: "state IN ('Open', 'PartFilled')");

            migrationBuilder.CreateIndex(
                name: "claim_agreed",
                table: "claim",
                column: "changed_at",
                filter: "state = 'Agreed'");

            migrationBuilder.CreateIndex(
                name: "claim_to_lapse",
                table: "claim",
                column: "answer_by",
                filter: "state = 'Invited'");

            migrationBuilder.CreateIndex(
                name: "ix_desk_call_by_id",
                table: "desk_call",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_call_need_id_at",
                table: "desk_call",
                columns: new[] { "need_id", "at" });

            migrationBuilder.CreateIndex(
                name: "desk_mark_ring_again",
                table: "desk_mark",
                column: "ring_again_on",
                filter: "ring_again_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_desk_mark_holder_id",
                table: "desk_mark",
                column: "holder_id");

            migrationBuilder.CreateIndex(
                name: "household_merge_recent",
                table: "household_merge",
                column: "at",
                filter: "undone_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "household_merged_once",
                table: "household_merge",
                column: "gone_id",
                unique: true,
                filter: "undone_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_household_merge_by_id",
                table: "household_merge",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_household_merge_kept_id",
                table: "household_merge",
                column: "kept_id");

            migrationBuilder.CreateIndex(
                name: "reflection_one",
                table: "reflection",
                columns: new[] { "claim_id", "by_helper" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "desk_call");

            migrationBuilder.DropTable(
                name: "desk_mark");

            migrationBuilder.DropTable(
                name: "household_merge");

            migrationBuilder.DropTable(
                name: "reflection");

            migrationBuilder.DropIndex(
                name: "need_part_day_to_pass",
                table: "need_part");

            migrationBuilder.DropIndex(
                name: "need_still_asked",
                table: "need");

            migrationBuilder.DropIndex(
                name: "claim_agreed",
                table: "claim");

            migrationBuilder.DropIndex(
                name: "claim_to_lapse",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "day_stands",
                table: "need_part");

            migrationBuilder.DropColumn(
                name: "rest_of",
                table: "need_part");

            migrationBuilder.DropColumn(
                name: "quiet_since",
                table: "need");

            migrationBuilder.DropColumn(
                name: "ring_asked_at",
                table: "need");

            migrationBuilder.DropColumn(
                name: "still_asked_at",
                table: "need");

            migrationBuilder.DropColumn(
                name: "still_asks",
                table: "need");

            migrationBuilder.DropColumn(
                name: "ring_first",
                table: "member");

            migrationBuilder.DropColumn(
                name: "asks_household",
                table: "help_kind");

            migrationBuilder.DropColumn(
                name: "asker_again",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "change_told_at",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "hand_note",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "helper_again",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "missing",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "outcome_asked_at",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "plan_asked_at",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "plan_asks",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "plan_confirmed_at",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "reminded_at",
                table: "claim");

            migrationBuilder.DropColumn(
                name: "takes_over",
                table: "claim");
        }
    }
}
