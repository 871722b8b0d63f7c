"""The stack and the dashboard's deployment, against AWS as moto imitates it on this machine.

moto knows no CloudFront, Secrets Manager or Scheduler in stacks: it leaves those resources out,
and cfn-lint alone has looked at them.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
import trustme
from cfnlint.api import lint
from cfnlint.config import ManualArgs
from cfnlint.decode import decode
from enamel.cli import app
from enamel.errors import EnamelError
from enamel_api.guard import SECURITY
from moto import mock_aws
from typer.testing import CliRunner

# What moto leaves out it says in a warning.
pytestmark = pytest.mark.filterwarnings("ignore:Tried to parse AWS:UserWarning")
TEMPLATE = Path(__file__).parents[1] / "aws" / "enamel.yml"
DIGEST = "@sha256:" + 64 * "0"
PARAMETERS = {
    "Image": f"registry.example/enamel{DIGEST}",
    "PipelineImage": f"registry.example/pipeline{DIGEST}",
    "SourceSecret": "arn:aws:secretsmanager:us-east-1:123456789012:secret:opendental",
    "Certificate": "arn:aws:acm:us-east-1:123456789012:certificate/a",
    "ViewerCertificate": "arn:aws:acm:us-east-1:123456789012:certificate/b",
    "ServerName": "enamel.practice.example",
    "OriginName": "origin.practice.example",
    "CloudFrontPrefixList": "pl-3b927c52",
}


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An AWS of our own, empty."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with mock_aws():
        yield


def imitable(template: str) -> str:
    """Return the template without two lines over which moto stumbles.

    It takes a database's parameter group for a name, and cannot give CloudFront's address.
    """
    output = template[template.index("  SiteAddress:") :]
    for line in (output, "      DBParameterGroupName: !Ref WarehouseSettings\n"):
        assert line in template
        template = template.replace(line, "")
    return template


@pytest.fixture
def stack(aws: None) -> dict[str, dict[str, Any]]:
    """The stack, deployed; its resources by logical name."""
    made = trustme.CA().issue_cert(PARAMETERS["ServerName"])
    certificate = boto3.client("acm").import_certificate(
        Certificate=made.cert_chain_pems[0].bytes(), PrivateKey=made.private_key_pem.bytes()
    )
    parameters = PARAMETERS | {"Certificate": certificate["CertificateArn"]}
    client = boto3.client("cloudformation")
    client.create_stack(
        StackName="enamel",
        TemplateBody=imitable(TEMPLATE.read_text(encoding="utf-8")),
        Parameters=[
            {"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()
        ],
        Capabilities=["CAPABILITY_IAM"],
    )
    found = client.describe_stacks(StackName="enamel")["Stacks"][0]
    assert found["StackStatus"] == "CREATE_COMPLETE"
    listed = client.list_stack_resources(StackName="enamel")["StackResourceSummaries"]
    return {it["LogicalResourceId"]: it for it in listed}


def test_cfn_lint_finds_nothing() -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    found = lint(text, config=ManualArgs(regions=["us-east-1"]))
    assert [str(it) for it in found] == []


def test_the_database_has_no_public_address_and_speaks_tls_alone(
    stack: dict[str, dict[str, Any]],
) -> None:
    (database,) = boto3.client("rds").describe_db_instances()["DBInstances"]
    assert database["PubliclyAccessible"] is False
    assert database["StorageEncrypted"] is True
    # moto keeps these two to itself.
    text = TEMPLATE.read_text(encoding="utf-8")
    assert "DeletionProtection: true" in text
    assert 'rds.force_ssl: "1"' in text
    assert database["Endpoint"]["Port"] == 5432
    assert database["BackupRetentionPeriod"] >= 7
    doors = boto3.client("ec2").describe_security_groups()["SecurityGroups"]
    mine = {it["GroupId"]: it for it in doors if it["GroupName"].startswith("enamel-")}
    assert len(mine) == 4
    for door in mine.values():
        for rule in door["IpPermissions"]:
            assert rule["IpRanges"] == [], "a door is open to addresses"
            assert rule["UserIdGroupPairs"] or rule["PrefixListIds"]


def test_no_secret_stands_in_the_template_or_in_a_task(stack: dict[str, dict[str, Any]]) -> None:
    ecs = boto3.client("ecs")
    tasks = [it["PhysicalResourceId"] for it in stack.values() if "TaskDef" in it["ResourceType"]]
    assert len(tasks) == 2
    for task in tasks:
        (container,) = ecs.describe_task_definition(taskDefinition=task)["taskDefinition"][
            "containerDefinitions"
        ]
        for variable in container["environment"]:
            assert not re.search("PASSWORD|SECRET|TOKEN|URI", variable["name"])
        assert {"ENAMEL_API_PASSWORD"} <= {it["name"] for it in container["secrets"]}


def test_rights_name_what_they_are_for() -> None:
    """No role may do everything of a service, or anything to every resource."""
    resources = decode(str(TEMPLATE))[0]["Resources"].values()
    roles = [it["Properties"] for it in resources if it["Type"] == "AWS::IAM::Role"]
    policies = [policy for role in roles for policy in role.get("Policies", [])]
    statements = [it for policy in policies for it in policy["PolicyDocument"]["Statement"]]
    assert len(statements) >= 6
    for statement in statements:
        assert "*" not in json.dumps(statement["Action"])
        assert statement["Resource"] != "*"


def test_nobody_reads_the_bucket_but_cloudfront_over_tls() -> None:
    resources = decode(str(TEMPLATE))[0]["Resources"]
    closed = resources["Dashboard"]["Properties"]["PublicAccessBlockConfiguration"]
    assert len(closed) == 4
    assert all(closed.values())
    policy = resources["DashboardReaders"]["Properties"]["PolicyDocument"]
    allowed = [it for it in policy["Statement"] if it["Effect"] == "Allow"]
    assert [it["Principal"] for it in allowed] == [{"Service": "cloudfront.amazonaws.com"}]
    assert [it["Action"] for it in allowed] == ["s3:GetObject"]


def test_pages_from_cloudfront_have_the_policy_of_pages_from_the_api_but_for_styles() -> None:
    """A file cannot carry the number that the API gives the styles of each page anew."""
    text = " ".join(TEMPLATE.read_text(encoding="utf-8").split())
    (policy,) = re.findall(r"ContentSecurityPolicy: >- (.*?) ContentTypeOptions", text)
    theirs = {it.strip() for it in policy.split(";")}
    ours = {it.strip() for it in SECURITY["Content-Security-Policy"].split(";")}
    assert theirs - ours == {"style-src 'self' 'unsafe-inline'"}
    assert ours <= theirs


# The dashboard


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A dashboard as Vite builds it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<script src=/app/assets/a-1.js>", encoding="utf-8")
    (tmp_path / "assets" / "a-1.js").write_text("1", encoding="utf-8")
    (tmp_path / "favicon.svg").write_text("<svg/>", encoding="utf-8")
    return tmp_path


@pytest.fixture
def site(aws: None) -> dict[str, str]:
    """A bucket and a distribution."""
    boto3.client("s3").create_bucket(Bucket="pages")
    made = boto3.client("cloudfront").create_distribution(
        DistributionConfig={
            "CallerReference": "1",
            "Comment": "",
            "Enabled": True,
            "Origins": {
                "Quantity": 1,
                "Items": [{"Id": "s3", "DomainName": "pages.s3.amazonaws.com"}],
            },
            "DefaultCacheBehavior": {
                "TargetOriginId": "s3",
                "ViewerProtocolPolicy": "redirect-to-https",
            },
        }
    )
    return {
        "ENAMEL_DASHBOARD_BUCKET": "pages",
        "ENAMEL_DASHBOARD_DISTRIBUTION": made["Distribution"]["Id"],
    }


def deploy(built: Path, site: dict[str, str], *options: str) -> str:
    result = CliRunner().invoke(
        app, ["deploy", "dashboard", "--built", str(built), *options], env=site
    )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def invalidations(site: dict[str, str]) -> int:
    client = boto3.client("cloudfront")
    listed = client.list_invalidations(DistributionId=site["ENAMEL_DASHBOARD_DISTRIBUTION"])
    return int(listed["InvalidationList"]["Quantity"])


def test_without_a_named_place_nothing_goes_anywhere(built: Path, aws: None) -> None:
    nowhere = {"ENAMEL_DASHBOARD_BUCKET": "", "ENAMEL_DASHBOARD_DISTRIBUTION": ""}
    with pytest.raises(EnamelError, match="Where to is not said"):
        deploy(built, nowhere, "--apply")


def test_it_only_says_what_it_would_do_until_told(built: Path, site: dict[str, str]) -> None:
    said = deploy(built, site)
    assert "Would send 3 files" in said
    assert boto3.client("s3").list_objects_v2(Bucket="pages")["KeyCount"] == 0
    assert invalidations(site) == 0


def test_files_get_the_headers_browsers_need_and_the_page_comes_last(
    built: Path, site: dict[str, str]
) -> None:
    said = deploy(built, site, "--apply")
    s3 = boto3.client("s3")
    script = s3.head_object(Bucket="pages", Key="app/assets/a-1.js")
    assert script["CacheControl"] == "public, max-age=31536000, immutable"
    assert script["ContentType"].startswith("text/javascript")
    page = s3.head_object(Bucket="pages", Key="app/index.html")
    assert page["CacheControl"] == "no-cache"
    sent = [line.split()[0] for line in said.splitlines() if line.startswith("  app/")]
    assert sent[-1] == "app/index.html"
    assert invalidations(site) == 1


def test_a_second_time_sends_nothing_and_a_change_sends_what_changed(
    built: Path, site: dict[str, str]
) -> None:
    deploy(built, site, "--apply")
    assert "Sent 0 files, 3 unchanged" in deploy(built, site, "--apply")
    assert invalidations(site) == 1
    (built / "index.html").write_text("<script src=/app/assets/a-2.js>", encoding="utf-8")
    (built / "assets" / "a-1.js").rename(built / "assets" / "a-2.js")
    assert "Sent 2 files, 1 unchanged" in deploy(built, site, "--apply")
    # Somebody has the old page open: what it asks for is still there.
    assert boto3.client("s3").head_object(Bucket="pages", Key="app/assets/a-1.js")
    assert invalidations(site) == 2


def test_what_is_not_built_or_not_ours_is_said_in_words(
    built: Path, site: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(EnamelError, match="not built"):
        deploy(tmp_path_factory.mktemp("empty"), site)
    with pytest.raises(EnamelError, match="does not let us look"):
        deploy(built, site | {"ENAMEL_DASHBOARD_BUCKET": "somebody-elses"})
