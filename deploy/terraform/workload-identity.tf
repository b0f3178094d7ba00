# The services that touch the bucket, each with what it needs of it: the lake writes files, everyone keeps large events, jobs write backups.
locals {
  accounts = ["ingestion", "translation", "categorisation", "anomaly", "lake", "reporting", "notifications", "gateway", "cli"]
}

data "aws_iam_policy_document" "pods" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]
    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "bucket_use" {
  statement {
    sid       = "Objects"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
    resources = ["${aws_s3_bucket.data.arn}/*"]
  }
  statement {
    sid       = "List"
    actions   = ["s3:ListBucket", "s3:GetBucketLocation"]
    resources = [aws_s3_bucket.data.arn]
  }
  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.data.arn]
  }
}

resource "aws_iam_role" "pods" {
  name               = "${var.name}-pods"
  assume_role_policy = data.aws_iam_policy_document.pods.json
  tags               = local.tags
}

resource "aws_iam_role_policy" "pods" {
  name   = "bucket"
  role   = aws_iam_role.pods.id
  policy = data.aws_iam_policy_document.bucket_use.json
}

resource "aws_eks_pod_identity_association" "this" {
  for_each        = toset(local.accounts)
  cluster_name    = aws_eks_cluster.this.name
  namespace       = var.namespace
  service_account = "convoscope-${each.value}"
  role_arn        = aws_iam_role.pods.arn
  tags            = local.tags
}
