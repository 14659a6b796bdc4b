using System;
using System.Collections;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Foundation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:btree_gist", ",,");

            migrationBuilder.CreateTable(
                name: "access_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    viewer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: true),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: true),
                    facts = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "area",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    border = table.Column<string>(type: "text", nullable: true),
                    point = table.Column<NpgsqlPoint>(type: "point", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_area", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    channel = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    deed = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "help_kind",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    hint = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    icon = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    lowest_vetting = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    first_visit_in_pairs = table.Column<bool>(type: "boolean", nullable: false),
                    discreet = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_help_kind", x => x.id);
                    table.CheckConstraint("help_kind_number_fits", "number BETWEEN 0 AND 62");
                });

            migrationBuilder.CreateTable(
                name: "network",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    phone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    phone_hours = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    time_zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    origin_latitude = table.Column<double>(type: "double precision", nullable: false),
                    origin_longitude = table.Column<double>(type: "double precision", nullable: false),
                    origin_is_set = table.Column<bool>(type: "boolean", nullable: false),
                    review_guest_needs = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_network", x => x.id);
                    table.CheckConstraint("network_only_one", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "operation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    result_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("operation_once", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sign_up_link",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    role = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_up_link", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "member",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    languages = table.Column<List<string>>(type: "text[]", nullable: false),
                    area_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reach_by = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    safe_contact = table.Column<int>(type: "integer", maxLength: 24, nullable: false),
                    patch = table.Column<short>(type: "smallint", nullable: false),
                    patch_tone = table.Column<short>(type: "smallint", nullable: false),
                    joined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member", x => x.id);
                    table.ForeignKey(
                        name: "fk_member_area_area_id",
                        column: x => x.area_id,
                        principalTable: "area",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account", x => x.id);
                    table.ForeignKey(
                        name: "fk_account_member_member_id",
                        column: x => x.member_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "block",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_block", x => new { x.member_id, x.other_id });
                    table.ForeignKey(
                        name: "fk_block_member_member_id",
                        column: x => x.member_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_block_member_other_id",
                        column: x => x.other_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "helper_profile",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kinds = table.Column<long>(type: "bigint", nullable: false),
                    hours = table.Column<BitArray>(type: "bit(168)", nullable: false),
                    radius = table.Column<int>(type: "integer", nullable: false),
                    weekly_capacity = table.Column<int>(type: "integer", nullable: false),
                    rest_until = table.Column<DateOnly>(type: "date", nullable: true),
                    vetting = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    checked_until = table.Column<DateOnly>(type: "date", nullable: true),
                    point = table.Column<NpgsqlPoint>(type: "point", nullable: true),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_helper_profile", x => x.member_id);
                    table.CheckConstraint("helper_capacity_in_range", "weekly_capacity BETWEEN 0 AND 14");
                    table.CheckConstraint("helper_radius_in_range", "radius BETWEEN 500 AND 15000");
                    table.ForeignKey(
                        name: "fk_helper_profile_member_member_id",
                        column: x => x.member_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "need",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    status_key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    asker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind_id = table.Column<string>(type: "character varying(40)", nullable: false),
                    words = table.Column<string>(type: "text", nullable: true),
                    urgency = table.Column<short>(type: "smallint", maxLength: 24, nullable: false),
                    languages = table.Column<List<string>>(type: "text[]", nullable: false),
                    area_id = table.Column<Guid>(type: "uuid", nullable: true),
                    point = table.Column<NpgsqlPoint>(type: "point", nullable: true),
                    choice = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    channel = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    looking = table.Column<bool>(type: "boolean", nullable: false),
                    parts_wanted = table.Column<short>(type: "smallint", nullable: false),
                    parts_open = table.Column<short>(type: "smallint", nullable: false),
                    posted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    heard_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    erased_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_need", x => x.id);
                    table.ForeignKey(
                        name: "fk_need_area_area_id",
                        column: x => x.area_id,
                        principalTable: "area",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_need_help_kind_kind_id",
                        column: x => x.kind_id,
                        principalTable: "help_kind",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_need_member_asker_id",
                        column: x => x.asker_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notice",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: true),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice", x => x.id);
                    table.ForeignKey(
                        name: "fk_notice_member_to_member_id",
                        column: x => x.to_member_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "offer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind_id = table.Column<string>(type: "character varying(40)", nullable: false),
                    words = table.Column<string>(type: "text", nullable: true),
                    quantity = table.Column<decimal>(type: "numeric", nullable: true),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    area_id = table.Column<Guid>(type: "uuid", nullable: true),
                    point = table.Column<NpgsqlPoint>(type: "point", nullable: true),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    offered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    source_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offer", x => x.id);
                    table.ForeignKey(
                        name: "fk_offer_area_area_id",
                        column: x => x.area_id,
                        principalTable: "area",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_offer_help_kind_kind_id",
                        column: x => x.kind_id,
                        principalTable: "help_kind",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_offer_member_member_id",
                        column: x => x.member_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "role_grant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    area_id = table.Column<Guid>(type: "uuid", nullable: true),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_grant", x => x.id);
                    table.ForeignKey(
                        name: "fk_role_grant_area_area_id",
                        column: x => x.area_id,
                        principalTable: "area",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_role_grant_member_member_id",
                        column: x => x.member_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "asp_net_user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_asp_net_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_asp_net_user_claims_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "asp_net_user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_asp_net_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_asp_net_user_logins_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "asp_net_user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_asp_net_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_asp_net_user_tokens_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "claim",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part_id = table.Column<Guid>(type: "uuid", nullable: false),
                    helper_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    place = table.Column<short>(type: "smallint", nullable: true),
                    helpers_wanted = table.Column<short>(type: "smallint", nullable: false),
                    hello = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    week_of = table.Column<DateOnly>(type: "date", nullable: false),
                    helper_said = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    asker_said = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claim", x => x.id);
                    table.CheckConstraint("claim_place_exists", "CASE WHEN state IN ('Agreed', 'Done') THEN place IS NOT NULL AND place BETWEEN 1 AND helpers_wanted ELSE place IS NULL END");
                    table.ForeignKey(
                        name: "fk_claim_member_helper_id",
                        column: x => x.helper_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_claim_need_need_id",
                        column: x => x.need_id,
                        principalTable: "need",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contact_facts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: true),
                    phone = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    address = table.Column<byte[]>(type: "bytea", nullable: true),
                    door_note = table.Column<byte[]>(type: "bytea", nullable: true),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_facts", x => x.id);
                    table.ForeignKey(
                        name: "fk_contact_facts_member_member_id",
                        column: x => x.member_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_contact_facts_need_need_id",
                        column: x => x.need_id,
                        principalTable: "need",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "need_part",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind_id = table.Column<string>(type: "character varying(40)", nullable: false),
                    what = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    when = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: true),
                    start = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    end = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    hours = table.Column<BitArray>(type: "bit(168)", nullable: false),
                    helpers_wanted = table.Column<short>(type: "smallint", nullable: false),
                    helpers_agreed = table.Column<short>(type: "smallint", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_need_part", x => x.id);
                    table.CheckConstraint("part_never_overfilled", "helpers_agreed BETWEEN 0 AND helpers_wanted");
                    table.ForeignKey(
                        name: "fk_need_part_help_kind_kind_id",
                        column: x => x.kind_id,
                        principalTable: "help_kind",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_need_part_need_need_id",
                        column: x => x.need_id,
                        principalTable: "need",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "thanks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_thanks", x => x.id);
                    table.ForeignKey(
                        name: "fk_thanks_claim_claim_id",
                        column: x => x.claim_id,
                        principalTable: "claim",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_thanks_member_from_member_id",
                        column: x => x.from_member_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_thanks_member_to_member_id",
                        column: x => x.to_member_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_entry_member_id_at",
                table: "access_entry",
                columns: new[] { "member_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_access_entry_viewer_id_at",
                table: "access_entry",
                columns: new[] { "viewer_id", "at" });

            migrationBuilder.CreateIndex(
                name: "account_one_email",
                table: "account",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_member_id",
                table: "account",
                column: "member_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "user_name_index",
                table: "account",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "area_one_name",
                table: "area",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_asp_net_user_claims_user_id",
                table: "asp_net_user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_asp_net_user_logins_user_id",
                table: "asp_net_user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_need_id_id",
                table: "audit_entry",
                columns: new[] { "need_id", "id" },
                filter: "need_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_block_other_id",
                table: "block",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "claim_of_helper",
                table: "claim",
                columns: new[] { "helper_id", "week_of" });

            migrationBuilder.CreateIndex(
                name: "claim_one_active",
                table: "claim",
                columns: new[] { "part_id", "helper_id" },
                unique: true,
                filter: "state IN ('Invited', 'Offered', 'Agreed')");

            migrationBuilder.CreateIndex(
                name: "claim_one_place",
                table: "claim",
                columns: new[] { "part_id", "place" },
                unique: true,
                filter: "state IN ('Agreed', 'Done')");

            migrationBuilder.CreateIndex(
                name: "ix_claim_need_id",
                table: "claim",
                column: "need_id");

            migrationBuilder.CreateIndex(
                name: "contact_facts_one_per_member",
                table: "contact_facts",
                column: "member_id",
                unique: true,
                filter: "need_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_contact_facts_need_id",
                table: "contact_facts",
                column: "need_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contact_facts_phone_index",
                table: "contact_facts",
                column: "phone_index");

            migrationBuilder.CreateIndex(
                name: "ix_help_kind_number",
                table: "help_kind",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "helper_active_near",
                table: "helper_profile",
                column: "point",
                filter: "active")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "helper_new",
                table: "helper_profile",
                column: "started_at",
                filter: "vetting = 'New'");

            migrationBuilder.CreateIndex(
                name: "ix_member_area_id",
                table: "member",
                column: "area_id");

            migrationBuilder.CreateIndex(
                name: "ix_need_asker_id",
                table: "need",
                column: "asker_id");

            migrationBuilder.CreateIndex(
                name: "ix_need_status_key_hash",
                table: "need",
                column: "status_key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "need_draft",
                table: "need",
                column: "id",
                filter: "state = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "need_heard",
                table: "need",
                columns: new[] { "kind_id", "area_id", "heard_at" },
                filter: "heard_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "need_looking_by_area",
                table: "need",
                columns: new[] { "area_id", "posted_at", "id" },
                filter: "looking");

            migrationBuilder.CreateIndex(
                name: "need_looking_by_kind",
                table: "need",
                columns: new[] { "kind_id", "posted_at", "id" },
                filter: "looking");

            migrationBuilder.CreateIndex(
                name: "need_looking_by_urgency",
                table: "need",
                columns: new[] { "urgency", "posted_at", "id" },
                descending: new[] { true, false, false },
                filter: "looking");

            migrationBuilder.CreateIndex(
                name: "need_looking_near",
                table: "need",
                column: "point",
                filter: "looking")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "need_looking_newest",
                table: "need",
                columns: new[] { "posted_at", "id" },
                filter: "looking");

            migrationBuilder.CreateIndex(
                name: "need_one_reference",
                table: "need",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "need_one_source",
                table: "need",
                column: "source_key",
                unique: true,
                filter: "source_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "need_to_erase",
                table: "need",
                column: "closed_at",
                filter: "closed_at IS NOT NULL AND erased_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_need_part_kind_id",
                table: "need_part",
                column: "kind_id");

            migrationBuilder.CreateIndex(
                name: "ix_need_part_need_id_position",
                table: "need_part",
                columns: new[] { "need_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_notice_to_member_id_id",
                table: "notice",
                columns: new[] { "to_member_id", "id" });

            migrationBuilder.CreateIndex(
                name: "notice_unseen",
                table: "notice",
                column: "to_member_id",
                filter: "seen_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_offer_area_id",
                table: "offer",
                column: "area_id");

            migrationBuilder.CreateIndex(
                name: "ix_offer_kind_id_offered_at",
                table: "offer",
                columns: new[] { "kind_id", "offered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_offer_member_id",
                table: "offer",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "offer_one_source",
                table: "offer",
                column: "source_key",
                unique: true,
                filter: "source_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_role_grant_area_id",
                table: "role_grant",
                column: "area_id");

            migrationBuilder.CreateIndex(
                name: "ix_role_grant_member_id_role_area_id",
                table: "role_grant",
                columns: new[] { "member_id", "role", "area_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_sign_up_link_key_hash",
                table: "sign_up_link",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_thanks_claim_id",
                table: "thanks",
                column: "claim_id");

            migrationBuilder.CreateIndex(
                name: "ix_thanks_from_member_id",
                table: "thanks",
                column: "from_member_id");

            migrationBuilder.CreateIndex(
                name: "ix_thanks_to_member_id_at",
                table: "thanks",
                columns: new[] { "to_member_id", "at" });

            // A claim names its part together with the number of helpers wanted, so "never more than wanted" holds in the table itself:
            // places are 1 to wanted, each taken once. Changing the number wanted carries over, and is refused while a place beyond it is taken.
            migrationBuilder.Sql("""
                ALTER TABLE need_part ADD CONSTRAINT need_part_with_wanted UNIQUE (id, helpers_wanted);
                ALTER TABLE claim ADD CONSTRAINT claim_of_part FOREIGN KEY (part_id, helpers_wanted)
                    REFERENCES need_part (id, helpers_wanted) ON UPDATE CASCADE ON DELETE CASCADE;
                """);

            // What happened stays written: the audit log takes new rows only, and nobody rewrites who looked at what.
            migrationBuilder.Sql("""
                CREATE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'rows of % are written once', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
                END $$;
                CREATE TRIGGER audit_entry_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
                    FOR EACH STATEMENT EXECUTE FUNCTION written_once();
                CREATE TRIGGER access_entry_written_once BEFORE UPDATE ON access_entry
                    FOR EACH STATEMENT EXECUTE FUNCTION written_once();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_entry");

            migrationBuilder.DropTable(
                name: "asp_net_user_claims");

            migrationBuilder.DropTable(
                name: "asp_net_user_logins");

            migrationBuilder.DropTable(
                name: "asp_net_user_tokens");

            migrationBuilder.DropTable(
                name: "audit_entry");

            migrationBuilder.DropTable(
                name: "block");

            migrationBuilder.DropTable(
                name: "contact_facts");

            migrationBuilder.DropTable(
                name: "helper_profile");

            migrationBuilder.DropTable(
                name: "need_part");

            migrationBuilder.DropTable(
                name: "network");

            migrationBuilder.DropTable(
                name: "notice");

            migrationBuilder.DropTable(
                name: "offer");

            migrationBuilder.DropTable(
                name: "operation");

            migrationBuilder.DropTable(
                name: "role_grant");

            migrationBuilder.DropTable(
                name: "sign_up_link");

            migrationBuilder.DropTable(
                name: "thanks");

            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "claim");

            migrationBuilder.DropTable(
                name: "need");

            migrationBuilder.DropTable(
                name: "help_kind");

            migrationBuilder.DropTable(
                name: "member");

            migrationBuilder.DropTable(
                name: "area");
        }
    }
}
